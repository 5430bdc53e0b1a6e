package org.sparkresnet.model;

import java.util.List;

/**
 * One layer of a {@link Network}: what goes in, what comes out, and what it costs. Counts are for one picture.
 *
 * <p>Arithmetic of sizes is that of Caffe and PyTorch: {@code kernel / 2} of padding on every side, and a last place
 * that the stride does not reach in full is left out.
 */
sealed interface Layer {
    /** Unique within the network. */
    String name();

    /** In the order of the operands. */
    List<Output> inputs();

    /** The map that comes out. */
    Output output();

    /** Numbers that gradients move. */
    default long trainableParameters() {
        return 0;
    }

    /** Running means and variances, which averaging moves. */
    default long statistics() {
        return 0;
    }

    /** Multiplications followed by an addition, as the paper counts them: in convolutions and dense layers only. */
    default long multiplyAdds() {
        return 0;
    }

    /** Adds this layer to a DL4J graph. */
    void addTo(GraphParts graph);

    /** A layer of one operand. */
    sealed interface OneInput extends Layer {
        /** The operand. */
        Output input();

        @Override
        default List<Output> inputs() {
            return List.of(input());
        }
    }

    /** Convolution, kernel x kernel, without bias: batch normalization follows. */
    record Convolution(String name, Output input, int channels, int kernel, int stride) implements OneInput {
        @Override
        public Output output() {
            return strided(name, input, channels, kernel, stride);
        }

        @Override
        public long trainableParameters() {
            return (long) kernel * kernel * input.channels() * channels;
        }

        @Override
        public long multiplyAdds() {
            return trainableParameters() * output().area();
        }

        @Override
        public void addTo(GraphParts graph) {
            graph.add(this);
        }
    }

    /** Batch normalization over micro-batch, height and width (arXiv:1502.03167), with scale and shift. */
    record Norm(String name, Output input) implements OneInput {
        @Override
        public Output output() {
            return sameAs(name, input);
        }

        @Override
        public long trainableParameters() {
            return 2L * input.channels();
        }

        @Override
        public long statistics() {
            return 2L * input.channels();
        }

        @Override
        public void addTo(GraphParts graph) {
            graph.add(this);
        }
    }

    /** {@code max(x, 0)}. */
    record Relu(String name, Output input) implements OneInput {
        @Override
        public Output output() {
            return sameAs(name, input);
        }

        @Override
        public void addTo(GraphParts graph) {
            graph.add(this);
        }
    }

    /** The largest value of each window; padding never is the largest. */
    record MaxPooling(String name, Output input, int kernel, int stride) implements OneInput {
        @Override
        public Output output() {
            return strided(name, input, input.channels(), kernel, stride);
        }

        @Override
        public void addTo(GraphParts graph) {
            graph.add(this);
        }
    }

    /**
     * The shortcut of option A (arXiv:1512.03385, sections 3.3 and 4.1): every {@code stride}-th row and column of the
     * input, and zeros for the channels that it lacks; no parameters. The paper does not say where the new channels are:
     * here they stand behind the old ones.
     *
     * @param channels twice those of the input or another multiple
     */
    record PaddedShortcut(String name, Output input, int channels, int stride) implements OneInput {
        public PaddedShortcut {
            if (channels <= input.channels() || channels % input.channels() != 0) {
                throw new IllegalArgumentException(
                        name + " cannot make " + channels + " channels of " + input.channels());
            }
        }

        @Override
        public Output output() {
            return strided(name, input, channels, 1, stride);
        }

        @Override
        public void addTo(GraphParts graph) {
            graph.add(this);
        }
    }

    /** Sum of two maps of one size, element by element. */
    record Addition(String name, Output branch, Output shortcut) implements Layer {
        public Addition {
            if (!sameAs(name, branch).equals(sameAs(name, shortcut))) {
                throw new IllegalArgumentException(name + " adds " + branch + " and " + shortcut);
            }
        }

        @Override
        public List<Output> inputs() {
            return List.of(branch, shortcut);
        }

        @Override
        public Output output() {
            return sameAs(name, branch);
        }

        @Override
        public void addTo(GraphParts graph) {
            graph.add(this);
        }
    }

    /** Mean of every channel. */
    record GlobalPooling(String name, Output input) implements OneInput {
        @Override
        public Output output() {
            return new Output(name, input.channels(), 1, 1);
        }

        @Override
        public void addTo(GraphParts graph) {
            graph.add(this);
        }
    }

    /**
     * Dropout of features, behind global pooling (arXiv:1207.0580).
     *
     * @param rate share that is dropped in training, above 0, below 1
     */
    record Dropout(String name, Output input, double rate) implements OneInput {
        @Override
        public Output output() {
            return sameAs(name, input);
        }

        @Override
        public void addTo(GraphParts graph) {
            graph.add(this);
        }
    }

    /** Dense layer with bias from channels to logits, behind global pooling. */
    record Head(String name, Output input, int classes) implements OneInput {
        @Override
        public Output output() {
            return new Output(name, classes, 1, 1);
        }

        @Override
        public long trainableParameters() {
            return multiplyAdds() + classes;
        }

        @Override
        public long multiplyAdds() {
            return input.values() * classes;
        }

        @Override
        public void addTo(GraphParts graph) {
            graph.add(this);
        }
    }

    private static Output sameAs(String name, Output input) {
        return new Output(name, input.channels(), input.height(), input.width());
    }

    private static Output strided(String name, Output input, int channels, int kernel, int stride) {
        int padded = 2 * (kernel / 2) - kernel;
        return new Output(
                name, channels, (input.height() + padded) / stride + 1, (input.width() + padded) / stride + 1);
    }
}
