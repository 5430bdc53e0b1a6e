package org.sparkresnet.prepare.source.folder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.CodePointOrder;
import org.sparkresnet.prepare.source.FirstFew;
import org.sparkresnet.prepare.source.Source;
import org.sparkresnet.prepare.source.SourceSplit;
import org.sparkresnet.prepare.source.SourceTasks;
import org.sparkresnet.prepare.source.picture.PictureSet;

/**
 * Folders of JPEG and PNG files. The name of a class is the path of its folder below that of the split, its label the
 * rank of that name by Unicode code points. Shards get the files byte for byte.
 *
 * @param context Spark
 * @param layout how deep classes lie, and how many bad files are allowed
 * @param splits path by name of the split, train first
 */
record FolderSource(JavaSparkContext context, FolderLayout layout, Map<String, String> splits) implements Source {
    private static final Logger LOG = LoggerFactory.getLogger(FolderSource.class);

    @Override
    public List<String> splitNames() {
        return List.copyOf(splits.keySet());
    }

    @Override
    public List<SourceSplit> check(int tasks) {
        SourceTasks spark = SourceTasks.of(context, tasks);
        Map<String, ClassTree> trees = new LinkedHashMap<>();
        splits.forEach((name, path) -> trees.put(name, ClassTree.walk(path, layout.nested(), spark)));
        requireSameClasses(List.copyOf(trees.values()));
        trees.values().stream()
                .filter(tree -> tree.others() > 0)
                .forEach(tree ->
                        LOG.info("{}: {} files passed over, no pictures by their names", tree.split(), tree.others()));
        List<PictureSet> sets = trees.entrySet().stream()
                .map(tree -> set(tree.getKey(), tree.getValue(), spark))
                .toList();
        return PictureSet.inspect(sets, spark, layout.limits());
    }

    private static PictureSet set(String split, ClassTree tree, SourceTasks spark) {
        return new PictureSet(split, tree.split(), tree.classNames(), tree.list(spark));
    }

    private static void requireSameClasses(List<ClassTree> trees) {
        for (ClassTree left : trees) {
            for (ClassTree right : trees) {
                TreeSet<String> missing = new TreeSet<>(CodePointOrder.INSTANCE);
                missing.addAll(left.classNames());
                missing.removeAll(right.pictures().keySet());
                if (!missing.isEmpty()) {
                    throw new InvalidInputException(right.split() + ": lacks classes that " + left.split() + " has ("
                            + FirstFew.of(missing) + "); give both the same folders of classes");
                }
            }
        }
    }
}
