package org.sparkresnet.prepare.source.kaggle;

import org.apache.spark.api.java.JavaSparkContext;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.source.ChosenSplits;
import org.sparkresnet.prepare.source.Source;
import org.sparkresnet.prepare.source.SourceLayout;
import org.sparkresnet.prepare.source.picture.PictureLimits;

/**
 * The folder that Kaggle's archive of ImageNet was unpacked into.
 *
 * @param splits that are wanted
 * @param limits how many pictures may be bad
 */
public record KaggleLayout(ChosenSplits splits, PictureLimits limits) implements SourceLayout {

    /**
     * Reads {@code kaggle-imagenet}; problems are recorded there.
     *
     * @param prepare the block of that name
     */
    public static KaggleLayout from(Settings prepare, PictureLimits limits) {
        return new KaggleLayout(ChosenSplits.from(prepare.at("kaggle-imagenet")), limits);
    }

    /** @throws org.sparkresnet.config.InvalidInputException if a part of the archive is missing */
    @Override
    public Source open(String place, JavaSparkContext context) {
        return new KaggleSource(context, this, KaggleFiles.find(place, splits, context.hadoopConfiguration()));
    }
}
