package org.sparkresnet.prepare.source.imagenet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.prepare.source.Source;
import org.sparkresnet.prepare.source.SourcePlace;
import org.sparkresnet.prepare.source.SourceSplit;
import org.sparkresnet.prepare.source.SourceTasks;
import org.sparkresnet.prepare.source.SplitName;
import org.sparkresnet.prepare.source.picture.ListedPictures;
import org.sparkresnet.prepare.source.picture.PictureSet;
import org.sparkresnet.prepare.source.picture.StoredPicture;
import org.sparkresnet.prepare.source.tar.TarArchive;
import org.sparkresnet.storage.StorageFailure;

/**
 * The archives of ILSVRC2012, never unpacked. A class is called by its wnid; its label is the rank of that name. The driver
 * reads the development kit and a header for each class; tasks read the headers of the pictures, and before that, if asked,
 * all bytes of the archives for their sums.
 *
 * @param context Spark
 * @param layout what is wanted
 * @param archives where they lie
 */
record ImageNetSource(JavaSparkContext context, ImageNetLayout layout, Map<ImageNetArchive, SourcePlace.Sized> archives)
        implements Source {

    @Override
    public List<String> splitNames() {
        return layout.splits().names();
    }

    @Override
    public List<SourceSplit> check(int tasks) {
        layout.sums().require(archives, context);
        SourceTasks spark = SourceTasks.of(context, tasks);
        Devkit devkit = Devkit.read(archives.get(ImageNetArchive.DEVKIT).path(), context.hadoopConfiguration());
        List<PictureSet> sets = new ArrayList<>();
        if (layout.splits().has(SplitName.TRAIN)) {
            sets.add(train(tar(ImageNetArchive.TRAIN), devkit, spark));
        }
        if (layout.splits().has(SplitName.VALIDATION)) {
            sets.add(validation(tar(ImageNetArchive.VALIDATION), devkit, spark));
        }
        return PictureSet.inspect(sets, spark, layout.limits());
    }

    private PictureSet train(TarArchive archive, Devkit devkit, SourceTasks spark) {
        try {
            List<ClassArchive> classes = ClassArchive.find(archive, devkit, context.hadoopConfiguration());
            JavaRDD<Finding<StoredPicture>> found = spark.spread(classes).flatMap(new ListClass(spark.configuration()));
            return set(SplitName.TRAIN, archive, devkit, ListedPictures.spread(found, spark.most()));
        } catch (IOException e) {
            throw StorageFailure.refusal(archive, e);
        }
    }

    private static PictureSet validation(TarArchive archive, Devkit devkit, SourceTasks spark) {
        JavaRDD<Finding<StoredPicture>> found =
                spark.spread(List.of(archive)).flatMap(new ListValidation(devkit, spark.configuration()));
        return set(SplitName.VALIDATION, archive, devkit, ListedPictures.spread(found, spark.most()));
    }

    private static PictureSet set(String split, TarArchive archive, Devkit devkit, ListedPictures pictures) {
        return new PictureSet(split, archive.toString(), devkit.wnids(), pictures);
    }

    private TarArchive tar(ImageNetArchive archive) {
        SourcePlace.Sized file = archives.get(archive);
        return TarArchive.of(file.path(), file.length());
    }
}
