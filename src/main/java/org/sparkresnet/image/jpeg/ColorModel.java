package org.sparkresnet.image.jpeg;

/** What the components of a file mean, as libjpeg finds out (jdapimin.c). */
enum ColorModel {
    GRAY,
    RGB,
    YCBCR,
    CMYK,
    YCCK;

    private static final int[] RGB_LETTERS = {'R', 'G', 'B'};

    /** Of the file that {@code segments} has been read from, up to its first scan. */
    static ColorModel of(Segments segments) {
        Component[] components = segments.frame().components();
        return switch (components.length) {
            case 1 -> GRAY;
            case 3 -> ofThree(segments, components);
            default -> segments.adobe() <= 0 ? CMYK : YCCK;
        };
    }

    private static ColorModel ofThree(Segments segments, Component[] components) {
        if (segments.isJfif()) {
            return YCBCR;
        }
        if (segments.adobe() >= 0) {
            return segments.adobe() == 0 ? RGB : YCBCR;
        }
        for (int i = 0; i < RGB_LETTERS.length; i++) {
            if (components[i].id != RGB_LETTERS[i]) {
                return YCBCR;
            }
        }
        return RGB;
    }
}
