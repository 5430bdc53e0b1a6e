package org.sparkresnet.prepare.verify;

import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.SourceFormat;
import org.sparkresnet.prepare.source.imagenet.ComparedArchive;
import org.sparkresnet.prepare.source.imagenet.ImageNetLayout;
import org.sparkresnet.prepare.source.picture.PictureLimits;

/**
 * The archives of ImageNet, compared with those that were published.
 *
 * @param source folder that holds them, any Hadoop URI
 * @param layout which of them, and what their sums are
 */
record ArchiveCheck(String source, ImageNetLayout layout) {

    /**
     * The check, if the source is ImageNet's archives and it is asked for; problems are recorded in the settings.
     *
     * @param prepare the block of that name
     */
    static Optional<ArchiveCheck> from(Settings prepare) {
        ImageNetLayout layout = ImageNetLayout.from(prepare, PictureLimits.from(prepare));
        boolean isAsked = prepare.choice("format", SourceFormat.class) == SourceFormat.IMAGENET
                && layout.sums().asked();
        return isAsked ? Optional.of(new ArchiveCheck(prepare.text("source"), layout)) : Optional.empty();
    }

    List<ComparedArchive> run(JavaSparkContext context) {
        return layout.compare(source, context);
    }
}
