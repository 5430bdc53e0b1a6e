package org.sparkresnet.optim;

import java.io.Serializable;
import java.nio.FloatBuffer;
import org.sparkresnet.config.Settings;

/**
 * Stochastic gradient descent with momentum, in the form of Sutskever et al. that PyTorch uses: {@code v = m v + g},
 * then {@code w = w - r v} (heavy ball) or {@code w = w - r (g + m v)} (Nesterov), where g is the mean gradient plus
 * {@code weightDecay * w} for weights. The rate stands outside the velocity, so a drop of the rate acts at once.
 *
 * <p>The product of a rate and a velocity is rounded to float32 before it is subtracted; nothing here depends on the
 * number of workers or threads.
 *
 * @param momentum m in [0, 1)
 * @param nesterov whether to look ahead
 * @param weightDecay at least 0
 */
public record Sgd(double momentum, boolean nesterov, double weightDecay) implements Serializable {
    /** Floats that are worked on at a time: three pieces of 16 KB stay in the first-level cache. */
    private static final int PIECE = 4096;

    /** Names of {@code optimizer.type}. */
    private enum Type {
        SGD
    }

    public Sgd {
        if (!(momentum >= 0 && momentum < 1) || !(weightDecay >= 0)) {
            throw new IllegalArgumentException("momentum is " + momentum + ", weight decay is " + weightDecay);
        }
    }

    /** Reads the block {@code optimizer}. */
    public static Sgd from(Settings settings) {
        Settings block = settings.at("optimizer");
        block.choice("type", Type.class);
        double momentum = block.fraction("momentum");
        block.require(momentum < 1, "momentum", "out of range; give a number from 0 to below 1");
        return new Sgd(
                Math.min(momentum, Math.nextDown(1.0)), block.flag("nesterov"), block.nonNegative("weight-decay"));
    }

    /**
     * Updates parameters and velocity, both {@code [n]}, in place.
     *
     * @param gradientSum {@code [n]}, the sum of {@code lanes} mean gradients
     * @param lanes at least 1
     * @param learningRate at least 0
     * @param threads share the work
     */
    public void update(State state, FloatBuffer gradientSum, int lanes, double learningRate, RangeThreads threads) {
        check(state, gradientSum, lanes);
        Step step = new Step(gradientSum, 1f / lanes, (float) learningRate);
        threads.run(state.groups().length(), (from, to) -> update(state, step, from, to));
    }

    /** Updates {@code [from, to)}. */
    private void update(State state, Step step, int from, int to) {
        Scratch scratch = new Scratch(new float[PIECE], new float[PIECE], new float[PIECE]);
        for (ParameterGroups.Group group : state.groups().groups()) {
            int end = Math.min(group.to(), to);
            for (int at = Math.max(group.from(), from); at < end; at += PIECE) {
                update(state, step, group.kind(), scratch.of(at, Math.min(PIECE, end - at)));
            }
        }
    }

    private void update(State state, Step step, ParameterGroups.Kind kind, Scratch scratch) {
        int from = scratch.from();
        int length = scratch.length();
        step.gradientSum().get(from, scratch.gradient(), 0, length);
        state.parameters().get(from, scratch.parameters(), 0, length);
        if (kind == ParameterGroups.Kind.STATISTIC) {
            moveStatistics(scratch, step.share());
        } else {
            float decay = kind == ParameterGroups.Kind.WEIGHT ? (float) weightDecay : 0f;
            state.velocity().get(from, scratch.velocity(), 0, length);
            descend(scratch, step, decay);
            state.velocity().put(from, scratch.velocity(), 0, length);
        }
        state.parameters().put(from, scratch.parameters(), 0, length);
    }

    private static void check(State state, FloatBuffer gradientSum, int lanes) {
        if (lanes < 1) {
            throw new IllegalArgumentException("lanes is " + lanes + ", must be at least 1");
        }
        if (gradientSum.limit() != state.groups().length()) {
            throw new IllegalArgumentException("a gradient of " + gradientSum.limit() + " values for "
                    + state.groups().length() + " parameters");
        }
    }

    private static void moveStatistics(Scratch scratch, float share) {
        float[] gradient = scratch.gradient();
        float[] parameters = scratch.parameters();
        for (int i = 0; i < scratch.length(); i++) {
            parameters[i] -= gradient[i] * share;
        }
    }

    private void descend(Scratch scratch, Step step, float decay) {
        int length = scratch.length();
        float share = step.share();
        float rate = step.rate();
        float[] gradient = scratch.gradient();
        float[] parameters = scratch.parameters();
        float[] velocity = scratch.velocity();
        float m = (float) momentum;
        if (nesterov) {
            for (int i = 0; i < length; i++) {
                float g = gradient[i] * share + decay * parameters[i];
                velocity[i] = m * velocity[i] + g;
                parameters[i] -= rate * (g + m * velocity[i]);
            }
        } else {
            for (int i = 0; i < length; i++) {
                velocity[i] = m * velocity[i] + (gradient[i] * share + decay * parameters[i]);
                parameters[i] -= rate * velocity[i];
            }
        }
    }

    /** What an update works on: flat vectors of one length, and what their ranges are. */
    public record State(FloatBuffer parameters, FloatBuffer velocity, ParameterGroups groups) {
        public State {
            if (parameters.limit() != groups.length() || velocity.limit() != groups.length()) {
                throw new IllegalArgumentException(parameters.limit() + " parameters with a velocity of "
                        + velocity.limit() + " values in groups of " + groups.length());
            }
        }
    }

    private record Step(FloatBuffer gradientSum, float share, float rate) {}

    /** Copies of a piece of the vectors: {@code length} values from index {@code from}. */
    private record Scratch(float[] gradient, float[] parameters, float[] velocity, int from, int length) {
        Scratch(float[] gradient, float[] parameters, float[] velocity) {
            this(gradient, parameters, velocity, 0, 0);
        }

        Scratch of(int newFrom, int newLength) {
            return new Scratch(gradient, parameters, velocity, newFrom, newLength);
        }
    }
}
