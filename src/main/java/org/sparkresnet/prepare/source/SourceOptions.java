package org.sparkresnet.prepare.source;

/**
 * What concerns some sources only.
 *
 * @param cifar100Labels which labels of CIFAR-100 count
 * @param nested whether folders of pictures may lie within folders
 * @param badShare most files that ought to be pictures and are not, as a part of all of a split, 0 to 1
 */
public record SourceOptions(CifarLabels cifar100Labels, boolean nested, double badShare) {
    public SourceOptions {
        if (!(badShare >= 0 && badShare <= 1)) {
            throw new IllegalArgumentException("a share of " + badShare);
        }
    }
}
