package org.sparkresnet.prepare.source.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.CodePointOrder;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.prepare.source.FirstFew;
import org.sparkresnet.prepare.source.SourceTasks;
import org.sparkresnet.prepare.source.picture.ListedPictures;
import org.sparkresnet.prepare.source.picture.StoredPicture;

/**
 * The folders of classes below the folder of a split.
 *
 * @param split path of that folder
 * @param pictures number of files that ought to be pictures, by class, in the order of the labels
 * @param others number of files that are something else by their names
 */
public record ClassTree(String split, SortedMap<String, Long> pictures, long others) {

    /**
     * Lists the folder, the folders in it and, if {@code nested}, all folders below those.
     *
     * @throws InvalidInputException if a folder is empty or a picture lies in no class
     */
    public static ClassTree walk(String split, boolean nested, SourceTasks spark) {
        FolderLister lister = new FolderLister(spark);
        FolderListing top = lister.list(split);
        requireFoldersOnly(split, top);
        SortedMap<String, Long> pictures = new TreeMap<>(CodePointOrder.INSTANCE);
        long others = top.others();
        List<String> empty = new ArrayList<>();
        List<String> level = top.folders();
        while (!level.isEmpty()) {
            List<String> next = new ArrayList<>();
            List<FolderListing> listings = lister.list(split, level);
            for (int i = 0; i < level.size(); i++) {
                String name = level.get(i);
                FolderListing listing = listings.get(i);
                listing.folders().forEach(folder -> next.add(name + "/" + folder));
                others += listing.others();
                if (listing.pictures() > 0) {
                    pictures.put(name, listing.pictures());
                } else if (listing.folders().isEmpty()) {
                    empty.add(name);
                }
            }
            requireFlat(split, nested ? List.of() : next);
            level = next;
        }
        require(empty.isEmpty(), split + ": no picture in " + FirstFew.of(empty) + "; fill or delete such a folder");
        return new ClassTree(split, pictures, others);
    }

    /** Names of the classes; that of label i at place i. */
    public List<String> classNames() {
        return List.copyOf(pictures.keySet());
    }

    /**
     * Lists the pictures. A record is named {@code CLASS/FILE}.
     *
     * @throws InvalidInputException if a folder cannot be listed any more
     */
    public ListedPictures list(SourceTasks spark) {
        JavaRDD<Finding<StoredPicture>> found = spark.spread(folders())
                .flatMap(new ListFiles(spark.configuration()))
                .map(Finding.Sound::new);
        return ListedPictures.spread(found, spark.most());
    }

    private List<ClassFolder> folders() {
        List<String> names = classNames();
        List<ClassFolder> folders = new ArrayList<>();
        for (int label = 0; label < names.size(); label++) {
            folders.add(new ClassFolder(split, names.get(label), label));
        }
        return folders;
    }

    private static void requireFoldersOnly(String split, FolderListing top) {
        top.requireNoPictures(split, "in this folder itself");
        require(!top.folders().isEmpty(), split + ": no folder in it, expected one for each class, with its pictures");
    }

    private static void requireFlat(String split, List<String> inner) {
        require(
                inner.isEmpty(),
                split + ": folders within folders of classes (" + FirstFew.of(inner)
                        + "); set prepare.image-folder.nested = true, or move their pictures up");
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new InvalidInputException(sentence);
        }
    }
}
