package org.sparkresnet.model;

/**
 * A row of blocks of one width, named "stage1" and so on.
 *
 * @param number from 1
 * @param stride of the first block; the others keep the size
 */
record ResidualStage(int number, int blocks, int width, int stride) {
    /** Adds all its blocks. */
    Output addTo(NetworkBuilder network, ResidualBlock kind, Output input) {
        network.stage("stage" + number, "[" + kind.text(width) + "] x " + blocks);
        Output end = input;
        for (int block = 1; block <= blocks; block++) {
            end = kind.addTo(network, "stage" + number + "-block" + block, end, width, block == 1 ? stride : 1);
        }
        return end;
    }
}
