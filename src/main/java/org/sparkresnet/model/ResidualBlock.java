package org.sparkresnet.model;

/** A block of arXiv:1512.03385, figure 5: a few convolutions beside a shortcut, added up. */
sealed interface ResidualBlock {
    /** How many channels come out of a block of this width. */
    int outputChannels(int width);

    /** Its convolutions as table 1 writes them: "3x3, 64; 3x3, 64". */
    String text(int width);

    /**
     * Adds one block.
     *
     * @param width channels of the 3x3 convolution
     * @param stride 2 halves height and width, 1 keeps them
     */
    Output addTo(NetworkBuilder network, String name, Output input, int width, int stride);

    /** Two 3x3 convolutions; the first has the stride. */
    record Basic(Shortcut shortcut) implements ResidualBlock {
        @Override
        public int outputChannels(int width) {
            return width;
        }

        @Override
        public String text(int width) {
            return "3x3, " + width + "; 3x3, " + width;
        }

        @Override
        public Output addTo(NetworkBuilder network, String name, Output input, int width, int stride) {
            Output branch = network.convolutionNormRelu(name + "-conv1", input, width, 3, stride);
            branch = network.convolutionAndNorm(name + "-conv2", branch, width, 3, 1);
            return network.addAndRelu(name, branch, shortcut.addTo(network, name, input, width, stride));
        }
    }

    /** A 1x1 convolution that reduces the channels, a 3x3, and a 1x1 that restores them to four times the width. */
    record Bottleneck(Shortcut shortcut, StrideIn strideIn) implements ResidualBlock {
        private static final int EXPANSION = 4;

        @Override
        public int outputChannels(int width) {
            return EXPANSION * width;
        }

        @Override
        public String text(int width) {
            return "1x1, " + width + "; 3x3, " + width + "; 1x1, " + outputChannels(width);
        }

        @Override
        public Output addTo(NetworkBuilder network, String name, Output input, int width, int stride) {
            int first = strideIn == StrideIn.CONV1X1 ? stride : 1;
            int channels = outputChannels(width);
            Output branch = network.convolutionNormRelu(name + "-conv1", input, width, 1, first);
            branch = network.convolutionNormRelu(name + "-conv2", branch, width, 3, stride / first);
            branch = network.convolutionAndNorm(name + "-conv3", branch, channels, 1, 1);
            return network.addAndRelu(name, branch, shortcut.addTo(network, name, input, channels, stride));
        }
    }
}
