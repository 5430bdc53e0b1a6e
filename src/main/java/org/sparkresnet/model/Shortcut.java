package org.sparkresnet.model;

/** How a block's input reaches its end (arXiv:1512.03385, section 4.1); names of {@code model.shortcut}. */
public enum Shortcut {
    /** The input itself where sizes agree, a 1x1 projection where they do not. */
    B,
    /** A 1x1 projection in every block. */
    C;

    /** Whether a block needs a projection. */
    boolean projects(int inputChannels, int outputChannels, int stride) {
        return this == C || inputChannels != outputChannels || stride != 1;
    }
}
