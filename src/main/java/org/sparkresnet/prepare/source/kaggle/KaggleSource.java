package org.sparkresnet.prepare.source.kaggle;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.prepare.source.FirstFew;
import org.sparkresnet.prepare.source.Source;
import org.sparkresnet.prepare.source.SourceSplit;
import org.sparkresnet.prepare.source.SourceTasks;
import org.sparkresnet.prepare.source.SplitName;
import org.sparkresnet.prepare.source.folder.ClassTree;
import org.sparkresnet.prepare.source.picture.ListedPictures;
import org.sparkresnet.prepare.source.picture.PictureSet;
import org.sparkresnet.prepare.source.picture.StoredPicture;

/**
 * ImageNet in Kaggle's layout. A class is called by its wnid; its label is the rank of that name.
 *
 * @param context Spark
 * @param layout what is wanted
 * @param files where it lies
 */
record KaggleSource(JavaSparkContext context, KaggleLayout layout, KaggleFiles files) implements Source {

    @Override
    public List<String> splitNames() {
        return layout.splits().names();
    }

    @Override
    public List<SourceSplit> check(int tasks) {
        SourceTasks spark = SourceTasks.of(context, tasks);
        SynsetMapping mapping = SynsetMapping.read(files.mapping(), context.hadoopConfiguration());
        List<PictureSet> sets = new ArrayList<>();
        if (layout.splits().has(SplitName.TRAIN)) {
            sets.add(train(mapping, spark));
        }
        if (layout.splits().has(SplitName.VALIDATION)) {
            sets.add(validation(mapping, spark));
        }
        return PictureSet.inspect(sets, spark, layout.limits());
    }

    private PictureSet train(SynsetMapping mapping, SourceTasks spark) {
        ClassTree tree = ClassTree.walk(files.training(), false, spark);
        TreeSet<String> different = new TreeSet<>(tree.classNames());
        mapping.wnids().forEach(wnid -> {
            if (!different.remove(wnid)) {
                different.add(wnid);
            }
        });
        if (!different.isEmpty()) {
            throw new InvalidInputException(files.training() + ": its folders are not the classes of " + files.mapping()
                    + " (only one of both has " + FirstFew.of(different) + "); unpack both again");
        }
        return new PictureSet(SplitName.TRAIN, files.training(), mapping.wnids(), tree.list(spark));
    }

    private PictureSet validation(SynsetMapping mapping, SourceTasks spark) {
        ValidationSolution solution = ValidationSolution.read(files.solution(), mapping, context.hadoopConfiguration());
        JavaRDD<Finding<StoredPicture>> found = spark.spread(List.of(files.validation()))
                .flatMap(new ListValidation(mapping.wnids(), solution, spark.configuration()));
        return new PictureSet(
                SplitName.VALIDATION, files.validation(), mapping.wnids(), ListedPictures.spread(found, spark.most()));
    }
}
