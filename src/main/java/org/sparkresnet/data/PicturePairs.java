package org.sparkresnet.data;

import java.nio.FloatBuffer;
import org.sparkresnet.image.PictureShape;

/**
 * The pictures of a micro-batch, each with the partner that it is mixed with: picture i and picture N - 1 - i.
 *
 * <p>The records of a micro-batch come in random order, so this pairing is as good as a random one; and because partners
 * are so of each other, a pair can be mixed in place, without memory beside the batch. The middle one of an odd number
 * is its own partner and stays as it is.
 *
 * @param images normalized pixels {@code [N, C, H, W]} from 0 to the limit
 * @param shape of one picture
 */
public record PicturePairs(FloatBuffer images, PictureShape shape) {
    /** The partner of picture {@code i} of {@code pictures}. */
    static int partner(int i, int pictures) {
        return pictures - 1 - i;
    }

    /**
     * Every picture becomes {@code share * picture + (1 - share) * partner}, in float32.
     *
     * @param share in [0, 1]
     */
    void blend(float share) {
        float rest = 1 - share;
        for (int i = 0; i < pairs(); i++) {
            int other = partnerAt(i);
            for (int from = i * shape.values(); from < (i + 1) * shape.values(); from++) {
                float own = images.get(from);
                float partners = images.get(other);
                images.put(from, share * own + rest * partners);
                images.put(other, share * partners + rest * own);
                other++;
            }
        }
    }

    /** Partners exchange what lies in the box, in all channels. */
    void exchange(Box box) {
        for (int i = 0; i < pairs(); i++) {
            int distance = partnerAt(i) - i * shape.values();
            for (int row = 0; row < shape.channels() * shape.height(); row++) {
                if (row % shape.height() >= box.top() && row % shape.height() < box.bottom()) {
                    int start = i * shape.values() + row * shape.width();
                    exchange(start + box.left(), start + box.right(), distance);
                }
            }
        }
    }

    private void exchange(int from, int to, int distance) {
        for (int i = from; i < to; i++) {
            float own = images.get(i);
            images.put(i, images.get(i + distance));
            images.put(i + distance, own);
        }
    }

    private int pairs() {
        return pictures() / 2;
    }

    private int partnerAt(int i) {
        return partner(i, pictures()) * shape.values();
    }

    private int pictures() {
        return images.limit() / shape.values();
    }
}
