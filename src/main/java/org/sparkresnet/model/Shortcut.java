package org.sparkresnet.model;

/** How a block's input reaches its end (arXiv:1512.03385, section 4.1); names of {@code model.shortcut}. */
public enum Shortcut {
    /** The input itself where sizes agree; where they do not, a part of it with zeros for new channels. */
    A,
    /** The input itself where sizes agree, a 1x1 projection where they do not. */
    B,
    /** A 1x1 projection in every block. */
    C;

    /** The block's input, brought to {@code channels} channels and divided by {@code stride} in height and width. */
    Output addTo(NetworkBuilder network, String block, Output input, int channels, int stride) {
        String name = block + "-shortcut";
        boolean fits = input.channels() == channels && stride == 1;
        return switch (this) {
            case A -> fits ? input : network.paddedShortcut(name, input, channels, stride);
            case B -> fits ? input : network.convolutionAndNorm(name, input, channels, 1, stride);
            case C -> network.convolutionAndNorm(name, input, channels, 1, stride);
        };
    }
}
