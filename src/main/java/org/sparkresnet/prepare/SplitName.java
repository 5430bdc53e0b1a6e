package org.sparkresnet.prepare;

/** Names of the folders of shards. */
final class SplitName {
    /** What is trained on. */
    static final String TRAIN = "train";
    /** Records of the training set that are kept from training, see {@link HoldOut}. */
    static final String HOLD_OUT = "hold-out";
    /** What the source itself sets apart for measuring errors. */
    static final String VALIDATION = "validation";

    private SplitName() {}
}
