package org.sparkresnet.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How much of what can happen to a file is found when all of it is decoded. Nothing else than a refusal may come of it. */
class DamageTest {
    private static final int DRAWS = 40;

    @Test
    void everyFileThatIsCutShortIsRefused() {
        Random random = new Random(1);
        for (String name : JpegFiles.NAMES) {
            byte[] whole = JpegFiles.file(name);
            for (int i = 0; i < DRAWS; i++) {
                int length = random.nextInt(whole.length);
                assertThat(isRefused(Arrays.copyOf(whole, length)))
                        .as("%s cut to %d bytes", name, length)
                        .isTrue();
            }
        }
    }

    @Test
    void everyFileThatLacksBytesOfItsDataButEndsIsRefused() {
        Random random = new Random(2);
        int refused = 0;
        for (String name : JpegFiles.NAMES) {
            byte[] whole = JpegFiles.file(name);
            int data = startOfData(whole);
            for (int i = 0; i < DRAWS; i++) {
                int length = data + random.nextInt(Math.max(1, whole.length - 2 - data));
                byte[] ended = Arrays.copyOf(whole, length + 2);
                ended[length] = -1;
                ended[length + 1] = (byte) 0xD9;
                refused += isRefused(ended) || length == whole.length - 2 ? 1 : 0;
            }
        }
        assertThat(refused).isEqualTo(DRAWS * JpegFiles.NAMES.size());
    }

    /**
     * Of 840 files 377: where the byte is part of a value, and not of a code, the file is as sound as before and shows
     * something else.
     */
    @Test
    void nearlyHalfOfTheFilesWithAWrongByteInTheirDataAreRefused() {
        Random random = new Random(3);
        int refused = 0;
        for (String name : JpegFiles.NAMES) {
            byte[] whole = JpegFiles.file(name);
            int data = startOfData(whole);
            for (int i = 0; i < DRAWS; i++) {
                byte[] damaged = whole.clone();
                damaged[data + random.nextInt(whole.length - data)] ^= (byte) (1 + random.nextInt(255));
                refused += isRefused(damaged) ? 1 : 0;
            }
        }
        assertThat(refused).isBetween(370, DRAWS * JpegFiles.NAMES.size());
    }

    /** Of 8,400 files 3,228; much of such small ones is tables, and a wrong step or size is a right one elsewhere. */
    @Test
    void nothingButARefusalComesOfAWrongByteAnywhere() {
        Random random = new Random(4);
        int refused = 0;
        for (String name : JpegFiles.NAMES) {
            byte[] whole = JpegFiles.file(name);
            for (int i = 0; i < 10 * DRAWS; i++) {
                byte[] damaged = whole.clone();
                damaged[random.nextInt(whole.length)] ^= (byte) (1 + random.nextInt(255));
                refused += isRefused(damaged) ? 1 : 0;
            }
        }
        assertThat(refused).isBetween(3200, 10 * DRAWS * JpegFiles.NAMES.size());
    }

    @Test
    void nothingButARefusalComesOfRubbish() {
        Random random = new Random(5);
        for (String name : JpegFiles.NAMES) {
            byte[] whole = JpegFiles.file(name);
            int data = startOfData(whole);
            for (int i = 0; i < DRAWS; i++) {
                byte[] rubbish = new byte[whole.length - data];
                random.nextBytes(rubbish);
                byte[] damaged = whole.clone();
                System.arraycopy(rubbish, 0, damaged, data, rubbish.length);
                assertThat(isRefused(damaged)).isTrue();
            }
        }
    }

    /** Sizes above a million pixels are refused by those who ask for pixels. */
    private static boolean isRefused(byte[] file) {
        try {
            JpegDecoder decoder = new JpegDecoder();
            decoder.open(file);
            if (decoder.height() == 0 || decoder.width() == 0 || decoder.height() * decoder.width() > 1_000_000) {
                return true;
            }
            JpegFiles.whole(decoder, file, 1);
            return false;
        } catch (DamagedJpegException e) {
            return true;
        }
    }

    private static int startOfData(byte[] file) {
        int index = 0;
        while (file[index] != -1 || Byte.toUnsignedInt(file[index + 1]) != 0xDA) {
            index++;
        }
        return index + 2 + Segments.unsigned16(file, index + 2);
    }
}
