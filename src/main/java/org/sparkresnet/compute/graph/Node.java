package org.sparkresnet.compute.graph;

import java.util.List;
import java.util.OptionalInt;
import org.sparkresnet.compute.kernel.ConvolutionShape;
import org.sparkresnet.compute.kernel.DenseShape;
import org.sparkresnet.compute.kernel.NormShape;
import org.sparkresnet.compute.kernel.Shape;
import org.sparkresnet.compute.kernel.ShortcutShape;
import org.sparkresnet.compute.kernel.Window;

/**
 * One computation of a graph for batches of one size. Places of parameters are indices of the flat vector.
 *
 * <p>Nodes are told apart by their names, which are DL4J's; a ReLU that could be joined with what it stands behind has
 * none.
 */
public sealed interface Node {
    /** Unique within the graph. */
    String name();

    /** What it computes from. */
    List<Node> inputs();

    /** What it gives. */
    Shape output();

    /** Calls the method of {@code visitor} for this kind. */
    void accept(Visitor visitor);

    /** A method for each kind. */
    interface Visitor {
        void visit(Pictures node);

        void visit(Convolution node);

        void visit(Norm node);

        void visit(Addition node);

        void visit(PaddedShortcut node);

        void visit(Relu node);

        void visit(Elu node);

        void visit(MaxPooling node);

        void visit(MeanPooling node);

        void visit(Dropout node);

        void visit(Dense node);
    }

    /** A node with one input. */
    sealed interface OneInput extends Node {
        /** What it computes from. */
        Node input();

        @Override
        default List<Node> inputs() {
            return List.of(input());
        }
    }

    /** The pictures. */
    record Pictures(String name, Shape output) implements Node {
        @Override
        public List<Node> inputs() {
            return List.of();
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** A convolution, perhaps with a bias. */
    record Convolution(String name, Node input, ConvolutionShape shape, int weights, OptionalInt bias)
            implements OneInput {
        @Override
        public Shape output() {
            return shape.output();
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * Batch normalization, perhaps with ReLU.
     *
     * @param decay share of the running statistics that a step keeps
     */
    record Norm(String name, Node input, NormShape shape, NormPlaces places, double decay) implements OneInput {
        @Override
        public Shape output() {
            return shape.activation();
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** Where the parameters of a norm are, one value per channel each. */
    record NormPlaces(int scale, int shift, int mean, int variance) {}

    /** The sum of two maps, perhaps with ReLU. */
    record Addition(String name, Node branch, Node shortcut, boolean relu) implements Node {
        @Override
        public List<Node> inputs() {
            return List.of(branch, shortcut);
        }

        @Override
        public Shape output() {
            return branch.output();
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** A shortcut without parameters; in DL4J a group of vertices, of which it has the name of the last. */
    record PaddedShortcut(String name, Node input, ShortcutShape shape) implements OneInput {
        @Override
        public Shape output() {
            return shape.output();
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code max(x, 0)} where it stands alone. */
    record Relu(String name, Node input) implements OneInput {
        @Override
        public Shape output() {
            return input.output();
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code x} where that is positive, else {@code alpha (exp(x) - 1)} (arXiv:1511.07289). */
    record Elu(String name, Node input, float alpha) implements OneInput {
        @Override
        public Shape output() {
            return input.output();
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** Max pooling. */
    record MaxPooling(String name, Node input, Window window) implements OneInput {
        @Override
        public Shape output() {
            return window.over(input.output());
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** The mean of every channel. */
    record MeanPooling(String name, Node input) implements OneInput {
        @Override
        public Shape output() {
            return input.output().resized(1, 1);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * Dropout of features {@code [N, C]} (arXiv:1207.0580).
     *
     * @param rate share that is dropped
     */
    record Dropout(String name, Node input, double rate) implements OneInput {
        @Override
        public Shape output() {
            return input.output();
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** The dense layer that gives the logits. */
    record Dense(String name, Node input, DenseShape shape, int weights, int bias) implements OneInput {
        @Override
        public Shape output() {
            return new Shape(shape.pictures(), shape.outputs(), 1, 1);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }
}
