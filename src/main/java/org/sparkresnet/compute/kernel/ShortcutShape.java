package org.sparkresnet.compute.kernel;

/**
 * A shortcut without parameters (option A of arXiv:1512.03385): every {@code stride}-th row and column of the input, and
 * behind its channels as many of zeros as are missing.
 *
 * @param outputChannels at least those of the input
 * @param stride at least 1
 */
public record ShortcutShape(Shape input, int outputChannels, int stride) {
    public ShortcutShape {
        if (outputChannels < input.channels()) {
            throw new IllegalArgumentException("no shortcut of " + input.channels() + " channels to " + outputChannels);
        }
    }

    /** What comes out. */
    public Shape output() {
        Shape picked = picked();
        return new Shape(picked.pictures(), outputChannels, picked.height(), picked.width());
    }

    /** The part of the input that comes out. */
    public Shape picked() {
        return new Window(1, stride, 0).over(input);
    }
}
