package org.sparkresnet.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.image.GoldenPictures;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.UndecodableException;

class PictureDecoderTest {
    static List<GoldenPictures.Decoded> all() {
        return GoldenPictures.decoded();
    }

    @ParameterizedTest
    @MethodSource("all")
    void pixelsAreThoseOfPillow(GoldenPictures.Decoded golden) throws UndecodableException {
        Picture picture = PictureDecoder.decode(GoldenPictures.file(golden.name()));
        assertThat(picture.shape()).isEqualTo(golden.shape());
        assertThat(GoldenPictures.sha256(picture)).isEqualTo(golden.sha256());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "baseline-420.jpg",
                "progressive.jpg",
                "gray.jpg",
                "thumbnail.jpg",
                "color.png",
                "palette-transparent.png",
                "gray-16.png"
            })
    void fileThatIsCutShortAnywhereIsRefused(String name) {
        byte[] whole = GoldenPictures.file(name);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PictureDecoder.decode(cut))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(UndecodableException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"color.png", "palette.png", "gray-16.png"})
    void damageAnywhereInAPngIsRefused(String name) {
        byte[] whole = GoldenPictures.file(name);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x10;
            assertThatThrownBy(() -> PictureDecoder.decode(damaged))
                    .as("byte %d", i)
                    .isInstanceOf(UndecodableException.class);
        }
    }

    @Test
    void reasonSaysWhatIsWrong() {
        assertRefused(new byte[0], "empty file");
        assertRefused("<html>404</html>".getBytes(StandardCharsets.UTF_8), "neither JPEG nor PNG nor BMP");
        byte[] jpeg = GoldenPictures.file("gray.jpg");
        assertRefused(Arrays.copyOf(jpeg, 900), "truncated JPEG: 900 bytes and no end of image");
        assertRefused(new byte[] {-1, -40, -1, -39}, "JPEG without a frame header");
        byte[] png = GoldenPictures.file("gray.png");
        assertRefused(Arrays.copyOf(png, 700), "truncated PNG: 700 bytes and no end of image");
        png[100]++;
        assertRefused(png, "damaged PNG: checksum of the chunk at offset 33");
    }

    @Test
    void jpegWhoseTablesAreMissingIsRefused() {
        byte[] jpeg = GoldenPictures.file("gray.jpg");
        int tables = indexOf(jpeg, new byte[] {-1, -37});
        jpeg[tables + 1] = (byte) 0xFE;
        assertRefused(jpeg, "damaged JPEG: a quantization table is missing");
    }

    /** The header claims a thousand million pixels; the data is that of a small picture. */
    @Test
    void sizeIsCheckedBeforeMemoryIsTaken() {
        byte[] jpeg = GoldenPictures.file("gray.jpg");
        int frame = indexOf(jpeg, new byte[] {-1, -64});
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 30_000).putShort(frame + 7, (short) 40_000);
        String most = ", decoded are at most 65535 on a side and 89478485 pixels";
        assertRefused(jpeg, "too large: 30000 rows x 40000 columns" + most);
        assertRefused(pngOf(-1, -1), "too large: 4294967295 rows x 4294967295 columns" + most);
        assertRefused(pngOf(65_536, 1), "too large: 65536 rows x 1 columns" + most);
        assertRefused(pngOf(9_460, 9_459), "too large: 9460 rows x 9459 columns" + most);
        assertRefused(pngOf(0, 53), "no pixels: 0 rows, 53 columns");
    }

    @Test
    void noNativeMemoryIsLeftBehind() throws UndecodableException {
        byte[] jpeg = GoldenPictures.file("baseline-420.jpg");
        byte[] png = GoldenPictures.file("color.png");
        PictureDecoder.decode(jpeg);
        long before = Pointer.totalCount();
        for (int i = 0; i < 20; i++) {
            PictureDecoder.decode(jpeg);
            PictureDecoder.decode(png);
        }
        // What other tests left behind may be collected meanwhile.
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    private static void assertRefused(byte[] file, String reason) {
        assertThatThrownBy(() -> PictureDecoder.decode(file))
                .isInstanceOf(UndecodableException.class)
                .hasMessage(reason);
    }

    /** A golden file with another size in its header, whose checksum is right. */
    private static byte[] pngOf(int rows, int columns) {
        byte[] png = GoldenPictures.file("gray.png");
        ByteBuffer.wrap(png).putInt(16, columns).putInt(20, rows);
        CRC32 checksum = new CRC32();
        checksum.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) checksum.getValue());
        return png;
    }

    private static int indexOf(byte[] file, byte[] pair) {
        int index = 0;
        while (file[index] != pair[0] || file[index + 1] != pair[1]) {
            index++;
        }
        return index;
    }
}
