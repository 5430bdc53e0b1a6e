package org.sparkresnet.compute.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_nChw16c;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nChw8c;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nchw;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nhwc;

import java.util.Locale;

/** Order of activations in memory. */
enum Layout {
    /** Channels innermost; for any number of them. */
    CHANNELS_LAST(1, dnnl_nhwc),
    /** Blocks of eight channels innermost, one register of AVX2. */
    BLOCKS_OF_8(8, dnnl_nChw8c),
    /** Blocks of sixteen channels innermost, one register of AVX-512. */
    BLOCKS_OF_16(16, dnnl_nChw16c);

    private final int block;
    private final int tag;

    Layout(int block, int tag) {
        this.block = block;
        this.tag = tag;
    }

    /** As in "blocks of 16". */
    String inWords() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether activations of so many channels fill their blocks. */
    boolean fits(int channels) {
        return channels % block == 0;
    }

    /**
     * Whether oneDNN has fast code for the first convolution in all three directions. Its code for AVX2 has no weight
     * gradient for pictures of one channel.
     */
    boolean takesPictures(int channels) {
        return fits(channels) || channels == 3 || channels == 1 && this == BLOCKS_OF_16;
    }

    /** oneDNN's name; pictures, whose few channels fill no block, stay as they come. */
    int tag(int channels) {
        return fits(channels) ? tag : dnnl_nchw;
    }
}
