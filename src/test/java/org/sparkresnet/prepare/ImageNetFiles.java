package org.sparkresnet.prepare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * ImageNet in miniature, of six classes: crops of photographs in every layout in which people have the real one.
 *
 * @param training pictures in an order of no meaning
 * @param validation likewise
 */
public record ImageNetFiles(List<Picture> training, List<Picture> validation) {
    /** By wnid, sorted: rank is the label. */
    private static final Map<String, String> PHOTOGRAPHS = new LinkedHashMap<>();
    /** ILSVRC2012_ID of label i at place i. */
    private static final List<Integer> IDS = List.of(4, 1, 6, 2, 5, 3);

    private static final String KIT = "ILSVRC2012_devkit_t12/";
    private static final String TRUTH = KIT + "data/ILSVRC2012_validation_ground_truth.txt";

    static {
        PHOTOGRAPHS.put("n02123045", "cat");
        PHOTOGRAPHS.put("n02690373", "airplane");
        PHOTOGRAPHS.put("n03344393", "boats");
        PHOTOGRAPHS.put("n09193705", "canyon");
        PHOTOGRAPHS.put("n09421951", "pasture");
        PHOTOGRAPHS.put("n11939491", "lily");
    }

    /**
     * A picture.
     *
     * @param file name of its file
     * @param wnid of its class
     */
    public record Picture(String file, String wnid, byte[] bytes) {}

    /** 37 training pictures, 3 to 9 of a class, and 14 for validation; one is a PNG under a JPEG's name. */
    public static ImageNetFiles small() throws IOException {
        List<Picture> training = new ArrayList<>();
        List<Picture> validation = new ArrayList<>();
        int[] counts = {5, 8, 3, 7, 5, 9};
        for (String wnid : wnids()) {
            int label = wnids().indexOf(wnid);
            for (int i = 0; i < counts[label]; i++) {
                training.add(picture("%s_%d.JPEG".formatted(wnid, 10 * i + 7), wnid, 100 * label + i));
            }
        }
        List<Integer> truth = List.of(3, 0, 5, 5, 1, 2, 4, 0, 3, 1, 4, 2, 2, 5);
        for (int i = 0; i < truth.size(); i++) {
            validation.add(picture("ILSVRC2012_val_%08d.JPEG".formatted(i + 1), wnids().get(truth.get(i)), 1000 + i));
        }
        Collections.shuffle(training, new Random(1));
        Collections.shuffle(validation, new Random(2));
        return new ImageNetFiles(training, validation);
    }

    private static Picture picture(String file, String wnid, int seed) throws IOException {
        return new Picture(file, wnid, PhotographCrops.crop(PHOTOGRAPHS.get(wnid), seed == 102 ? "png" : "jpg", seed));
    }

    /** Names of the classes. */
    public static List<String> wnids() {
        return List.copyOf(PHOTOGRAPHS.keySet());
    }

    /** Three archives as downloaded. */
    public Path writeArchives(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("ILSVRC2012_img_train.tar"), TarBytes.of(classArchives()));
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        validation.forEach(picture -> pictures.put(picture.file(), picture.bytes()));
        Files.write(folder.resolve("ILSVRC2012_img_val.tar"), TarBytes.of(pictures));
        writeKit(folder, kit());
        return folder;
    }

    /** The members of the archive of the training set, in an order of no meaning. */
    Map<String, byte[]> classArchives() throws IOException {
        List<String> order = new ArrayList<>(wnids());
        Collections.shuffle(order, new Random(3));
        Map<String, byte[]> archives = new LinkedHashMap<>();
        for (String wnid : order) {
            Map<String, byte[]> pictures = new LinkedHashMap<>();
            training.stream()
                    .filter(picture -> picture.wnid().equals(wnid))
                    .forEach(picture -> pictures.put(picture.file(), picture.bytes()));
            archives.put(wnid + ".tar", TarBytes.of(pictures));
        }
        return archives;
    }

    /** The members of the development kit. */
    Map<String, byte[]> kit() throws IOException {
        Map<String, byte[]> kit = new LinkedHashMap<>();
        kit.put(KIT + "readme.txt", "The kit".getBytes(StandardCharsets.US_ASCII));
        kit.put(KIT + "data/meta.mat", MetaMatFile.of(synsets()));
        String truth = validation.stream()
                .sorted((left, right) -> left.file().compareTo(right.file()))
                .map(picture -> IDS.get(wnids().indexOf(picture.wnid())) + "\n")
                .collect(Collectors.joining());
        kit.put(TRUTH, truth.getBytes(StandardCharsets.US_ASCII));
        return kit;
    }

    static void writeKit(Path folder, Map<String, byte[]> members) throws IOException {
        Files.write(folder.resolve("ILSVRC2012_devkit_t12.tar.gz"), CifarFiles.gzip(TarBytes.of(members)));
    }

    /** Classes in the order of their ids, between synsets that are none. */
    static List<MetaMatFile.Element> synsets() {
        List<MetaMatFile.Element> synsets = new ArrayList<>();
        synsets.add(new MetaMatFile.Element(8, "n00001740", "entity", List.of(7, 9, 3)));
        for (int id = 1; id <= IDS.size(); id++) {
            String wnid = wnids().get(IDS.indexOf(id));
            synsets.add(new MetaMatFile.Element(id, wnid, PHOTOGRAPHS.get(wnid) + ", thing", List.of()));
        }
        synsets.add(3, new MetaMatFile.Element(7, "n00015388", "animal, beast", List.of(1, 2)));
        synsets.add(new MetaMatFile.Element(9, "n13104059", "tree", List.of(4, 5, 6)));
        return synsets;
    }

    /** Folders {@code train/WNID} and {@code val/WNID}, as others unpack the archives. */
    public Path writeFolders(Path folder) throws IOException {
        for (Picture picture : training) {
            PictureFolders.write(folder.resolve("train/" + picture.wnid() + "/" + picture.file()), picture.bytes());
        }
        for (Picture picture : validation) {
            PictureFolders.write(folder.resolve("val/" + picture.wnid() + "/" + picture.file()), picture.bytes());
        }
        return folder;
    }

    /** What Kaggle's archive holds. */
    public Path writeKaggle(Path folder) throws IOException {
        Path data = folder.resolve("ILSVRC/Data/CLS-LOC");
        for (Picture picture : training) {
            PictureFolders.write(data.resolve("train/" + picture.wnid() + "/" + picture.file()), picture.bytes());
        }
        StringBuilder solution = new StringBuilder("ImageId,PredictionString\n");
        for (Picture picture : validation) {
            PictureFolders.write(data.resolve("val/" + picture.file()), picture.bytes());
            String box = picture.wnid() + " 1 2 30 40 ";
            solution.append(picture.file().replace(".JPEG", ""))
                    .append(',')
                    .append(box)
                    .append(box)
                    .append('\n');
        }
        PictureFolders.write(data.resolve("test/ILSVRC2012_test_00000001.JPEG"), new byte[1]);
        Files.writeString(folder.resolve("LOC_val_solution.csv"), solution);
        Files.write(
                folder.resolve("LOC_synset_mapping.txt"),
                PHOTOGRAPHS.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue() + ", thing")
                        .toList());
        return folder;
    }

    /** Archives as WebDataset's TarWriter leaves them: seven pictures in each, with labels and what else people add. */
    public Path writeWebDataset(Path folder) throws IOException {
        for (Map.Entry<String, List<Picture>> split :
                Map.of("train", training, "val", validation).entrySet()) {
            List<Picture> pictures = split.getValue();
            for (int from = 0; from < pictures.size(); from += 7) {
                Map<String, byte[]> members = new LinkedHashMap<>();
                for (Picture picture : pictures.subList(from, Math.min(from + 7, pictures.size()))) {
                    String key = picture.file().replace(".JPEG", "");
                    members.put(key + ".cls", label(picture).getBytes(StandardCharsets.US_ASCII));
                    members.put(key + (from == 7 ? ".JPEG" : ".jpg"), picture.bytes());
                    members.put(key + ".json", "{}".getBytes(StandardCharsets.US_ASCII));
                }
                PictureFolders.write(
                        folder.resolve("%s/shard-%06d.tar".formatted(split.getKey(), from / 7)), TarBytes.of(members));
            }
        }
        return folder;
    }

    private static String label(Picture picture) {
        return wnids().indexOf(picture.wnid()) + (picture.file().hashCode() % 2 == 0 ? "\n" : "");
    }
}
