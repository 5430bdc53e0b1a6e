package org.nd4j.nativeblas;

/** Stands where {@code org.deeplearning4j.nn.layers.mkldnn.BaseMKLDNNHelper} looks by reflection; see the package. */
public final class Nd4jCpu {
    private Nd4jCpu() {}

    /** What is left of ND4J's environment: the one question that the helpers ask. */
    public static final class Environment {
        private static final Environment INSTANCE = new Environment();

        private Environment() {}

        /** Called by reflection. */
        public static Environment getInstance() {
            return INSTANCE;
        }

        /** Called by reflection; whether oneDNN is really there is checked where the helpers are turned on. */
        public boolean isUseMKLDNN() {
            return true;
        }
    }
}
