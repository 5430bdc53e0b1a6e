package org.sparkresnet.prepare.source.picture;

import java.util.Locale;
import java.util.Set;

/** What the name of a file says of it. */
public final class FileNames {
    /** Those of torchvision's ImageFolder and a few more; whether the content can be decoded shows when it is read. */
    private static final Set<String> PICTURES = Set.of(
            "jpg", "jpeg", "jpe", "jfif", "png", "gif", "bmp", "ppm", "pgm", "tif", "tiff", "webp", "heic", "avif");

    private FileNames() {}

    /** Hidden files and folders are passed over: those that begin with a dot, and Hadoop's, such as _SUCCESS. */
    public static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }

    /** Whether the file ought to be a picture: one that cannot be decoded is a mistake, not a file of another kind. */
    public static boolean isPicture(String name) {
        int dot = name.lastIndexOf('.');
        return dot >= 0 && PICTURES.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
