package org.sparkresnet.prepare.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.config.InvalidInputException;

/**
 * Folders of JPEG and PNG files. The name of a class is the path of its folder below that of the split, its label the
 * rank of that name by Unicode code points. Shards get the files byte for byte.
 *
 * @param context Spark
 * @param options how deep classes lie, and how many bad files are allowed
 * @param splits path by name of the split, train first
 */
record FolderSource(JavaSparkContext context, SourceOptions options, Map<String, String> splits) implements Source {
    private static final Logger LOG = LoggerFactory.getLogger(FolderSource.class);

    /** @throws InvalidInputException if there is no such folder, or it cannot be told what is a split */
    static FolderSource open(String source, SourceOptions options, JavaSparkContext context) {
        return new FolderSource(context, options, FolderSplits.find(source, context.hadoopConfiguration()));
    }

    @Override
    public List<String> splitNames() {
        return List.copyOf(splits.keySet());
    }

    @Override
    public List<SourceSplit> check(int tasks) {
        FolderLister lister = new FolderLister(
                context, context.broadcast(new SerializableConfiguration(context.hadoopConfiguration())), tasks);
        Map<String, ClassTree> trees = new LinkedHashMap<>();
        splits.forEach((name, path) -> trees.put(name, ClassTree.walk(path, options.nested(), lister)));
        requireSameClasses(List.copyOf(trees.values()));
        trees.values().stream()
                .filter(tree -> tree.others() > 0)
                .forEach(tree ->
                        LOG.info("{}: {} files passed over, no pictures by their names", tree.split(), tree.others()));
        List<InspectedSplit> inspected = trees.entrySet().stream()
                .map(tree -> InspectedSplit.of(tree.getKey(), tree.getValue(), lister, options.badShare()))
                .toList();
        List<String> problems = inspected.stream()
                .map(InspectedSplit::problem)
                .flatMap(Optional::stream)
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(String.join("\n", problems));
        }
        return inspected.stream().map(InspectedSplit::pictures).toList();
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
