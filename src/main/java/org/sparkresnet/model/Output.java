package org.sparkresnet.model;

/**
 * What a layer of a {@link Network} gives for one picture: a map of {@code [channels, height, width]}.
 *
 * @param layer name of the layer, or of the network's input
 * @param height 1, like the width, where there are only channels: behind global pooling
 */
record Output(String layer, int channels, int height, int width) {
    Output {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "layer " + layer + " would give a map of " + channels + "x" + height + "x" + width);
        }
    }

    /** Number of values. */
    long values() {
        return (long) channels * area();
    }

    /** Number of values of one channel. */
    long area() {
        return (long) height * width;
    }

    /** "64x56x56": channels, height, width; the number of channels alone where that is all. */
    String size() {
        return area() == 1 ? Integer.toString(channels) : channels + "x" + height + "x" + width;
    }
}
