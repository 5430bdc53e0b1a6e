package org.sparkresnet.prepare.source.folder;

import org.apache.spark.api.java.JavaSparkContext;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.source.Source;
import org.sparkresnet.prepare.source.SourceLayout;
import org.sparkresnet.prepare.source.picture.PictureLimits;

/**
 * Folders of pictures, one for each class.
 *
 * @param nested whether folders of pictures may lie within folders
 * @param limits how many may be bad
 */
public record FolderLayout(boolean nested, PictureLimits limits) implements SourceLayout {

    /**
     * Reads {@code image-folder}; problems are recorded there.
     *
     * @param prepare the block of that name
     */
    public static FolderLayout from(Settings prepare, PictureLimits limits) {
        return new FolderLayout(prepare.at("image-folder").flag("nested"), limits);
    }

    /** @throws org.sparkresnet.config.InvalidInputException if there is no such folder, or it cannot be told what is a split */
    @Override
    public Source open(String place, JavaSparkContext context) {
        return new FolderSource(context, this, FolderSplits.find(place, context.hadoopConfiguration()));
    }
}
