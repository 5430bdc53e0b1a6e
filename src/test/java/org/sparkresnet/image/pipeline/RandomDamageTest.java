package org.sparkresnet.image.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkresnet.image.GoldenPictures;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.file.FilePixels;
import org.sparkresnet.image.jpeg.EntryPoints;
import org.sparkresnet.image.normalize.Normalization;
import org.sparkresnet.image.transform.Interval;
import org.sparkresnet.image.transform.RandomResizedCrop;
import org.sparkresnet.image.transform.Transform;
import org.sparkresnet.random.NamedRandom;

/**
 * Files of all formats, damaged in many ways: each becomes a picture or is refused, and nothing else comes of it, in all
 * of it and in parts; a pipeline goes on with the next one as if nothing had been.
 */
class RandomDamageTest {
    private static final List<String> NAMES = List.of(
            "baseline-420.jpg",
            "progressive.jpg",
            "progressive-restarts.jpg",
            "restarts.jpg",
            "sampling-410.jpg",
            "three-scans.jpg",
            "cmyk.jpg",
            "color.png",
            "palette-2-bit.png",
            "color-16.png",
            "gray-alpha.png",
            "color.bmp",
            "palette.bmp");

    private static final int DRAWS = 40;

    /** Damaged headers may tell of larger pictures than the files hold. */
    private static final int MEGAPIXELS = 1;

    private static final List<Transform> CROP =
            List.of(new RandomResizedCrop(24, new Interval(0.08, 1), new Interval(0.75, 4 / 3.0)));

    private static final PictureShape OUTPUT = new PictureShape(3, 24, 24);

    /** What can happen to a file. */
    private enum Damage {
        FLIPPED_BIT {
            @Override
            byte[] of(byte[] file, Random random) {
                byte[] damaged = file.clone();
                damaged[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
                return damaged;
            }
        },
        WRONG_HEADER {
            @Override
            byte[] of(byte[] file, Random random) {
                byte[] damaged = file.clone();
                damaged[random.nextInt(Math.min(60, file.length))] = (byte) random.nextInt(256);
                return damaged;
            }
        },
        CUT_END {
            @Override
            byte[] of(byte[] file, Random random) {
                return Arrays.copyOf(file, random.nextInt(file.length));
            }
        },
        OVERWRITTEN_STRETCH {
            @Override
            byte[] of(byte[] file, Random random) {
                byte[] damaged = file.clone();
                byte[] stretch = new byte[1 + random.nextInt(64)];
                random.nextBytes(stretch);
                int at = random.nextInt(Math.max(1, file.length - stretch.length));
                System.arraycopy(stretch, 0, damaged, at, Math.min(stretch.length, file.length - at));
                return damaged;
            }
        },
        LOST_STRETCH {
            @Override
            byte[] of(byte[] file, Random random) {
                int from = random.nextInt(file.length);
                int end = Math.min(file.length, from + 1 + random.nextInt(64));
                byte[] damaged = Arrays.copyOf(file, file.length - (end - from));
                System.arraycopy(file, end, damaged, from, file.length - end);
                return damaged;
            }
        };

        abstract byte[] of(byte[] file, Random random);
    }

    @ParameterizedTest
    @EnumSource
    void damagedFilesArePicturesOrRefused(Damage damage) throws UndecodableException {
        Random random = new Random(damage.ordinal());
        for (Decoding.Size size : Decoding.Size.values()) {
            Augmentation augmentation = new Augmentation(new Decoding(size, MEGAPIXELS), CROP);
            try (ImagePipeline pipeline = new ImagePipeline(augmentation, normalization(), OUTPUT)) {
                for (String name : NAMES) {
                    byte[] file = GoldenPictures.file(name);
                    float[] sound = crop(pipeline, file);
                    int refused = 0;
                    for (int draw = 0; draw < DRAWS; draw++) {
                        refused += isRefused(pipeline, damage.of(file, random)) ? 1 : 0;
                    }
                    assertThat(refused).as(name).isBetween(least(damage, name), DRAWS);
                    assertThat(crop(pipeline, file))
                            .as("%s after damaged files", name)
                            .containsExactly(sound);
                }
            }
        }
    }

    /** All files that are cut short are refused; else BMP has nothing by which damage could be told. */
    private static int least(Damage damage, String name) {
        if (damage == Damage.CUT_END) {
            return DRAWS;
        }
        return name.endsWith(".bmp") ? 0 : 1;
    }

    /** Decoded as a whole, which finds more, and as a crop. */
    private static boolean isRefused(ImagePipeline pipeline, byte[] file) {
        boolean isRefused = false;
        try {
            crop(pipeline, file);
        } catch (UndecodableException e) {
            assertThat(e).message().isNotBlank().doesNotContain("\n");
            isRefused = true;
        }
        try {
            FilePixels pixels = new FilePixels(MEGAPIXELS * 1_000_000);
            PictureShape shape = pixels.open(file, EntryPoints.NONE);
            if (pixels.scales()) {
                pixels.readAll(new byte[shape.values()]);
            } else {
                assertThat(pixels.whole().shape()).isEqualTo(shape);
            }
        } catch (UndecodableException e) {
            isRefused = true;
        }
        return isRefused;
    }

    private static float[] crop(ImagePipeline pipeline, byte[] file) throws UndecodableException {
        FloatBuffer target = FloatBuffer.allocate(OUTPUT.values());
        pipeline.write(file, EntryPoints.NONE, NamedRandom.of(1, "augment", 0, 0), target);
        return target.array();
    }

    private static Normalization normalization() {
        return new Normalization(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
    }
}
