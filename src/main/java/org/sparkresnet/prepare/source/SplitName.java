package org.sparkresnet.prepare.source;

/** Names of the folders of shards. */
public final class SplitName {
    /** What is trained on. */
    public static final String TRAIN = "train";
    /** Records of the training set that are kept from training, see {@code prepare.hold-out}. */
    public static final String HOLD_OUT = "hold-out";
    /** What the source itself sets apart for measuring errors. */
    public static final String VALIDATION = "validation";

    private SplitName() {}
}
