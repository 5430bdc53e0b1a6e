package org.sparkresnet.collective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SliceTest {
    @Test
    void slicesCoverTheVectorOnceAndBeginAtCacheLines() {
        for (int floats : new int[] {1, 3, 15, 16, 17, 1000, 100_003, 60_000_000, Layout.MOST_FLOATS}) {
            for (int workers = 1; workers <= 9; workers++) {
                int from = 0;
                for (int worker = 0; worker < workers; worker++) {
                    Slice slice = Slice.ofWorker(worker, workers, floats);
                    assertThat(slice.from()).isEqualTo(from);
                    assertThat(slice.size() == 0 || slice.from() % Slice.ALIGNMENT == 0)
                            .isTrue();
                    from = slice.to();
                }
                assertThat(from).isEqualTo(floats);
            }
        }
    }

    @Test
    void anEmptySliceIsOnePiece() {
        assertThat(Slice.pieces(0)).containsExactly(new Slice(0, 0));
    }

    @Test
    void piecesCoverTheSliceInOrder() {
        int most = Slice.PIECE;
        assertThat(Slice.pieces(most)).containsExactly(new Slice(0, most));
        assertThat(Slice.pieces(2 * most + 1))
                .isEqualTo(List.of(new Slice(0, most), new Slice(most, 2 * most), new Slice(2 * most, 2 * most + 1)));
    }
}
