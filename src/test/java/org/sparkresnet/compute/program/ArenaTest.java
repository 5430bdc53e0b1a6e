package org.sparkresnet.compute.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.compute.engine.NativeMemory;

class ArenaTest {
    private static final int TIMES = 60;
    private static final int BUFFERS = 120;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void buffersThatLiveTogetherDoNotOverlap(int seed) {
        List<Operand.Buffer> buffers = random(seed);
        long end = Arena.place(buffers);
        for (Operand.Buffer a : buffers) {
            assertThat(a.offset() % NativeMemory.ALIGNMENT).isZero();
            assertThat(a.end()).isLessThanOrEqualTo(end);
            for (Operand.Buffer b : buffers) {
                boolean apart = a.end() <= b.offset() || b.end() <= a.offset();
                assertThat(a == b || apart || !a.livesWith(b)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void placesAreTheSameEveryTime(int seed) {
        List<Operand.Buffer> once = random(seed);
        List<Operand.Buffer> again = random(seed);
        assertThat(Arena.place(again)).isEqualTo(Arena.place(once));
        assertThat(again.stream().map(Operand.Buffer::offset))
                .containsExactlyElementsOf(
                        once.stream().map(Operand.Buffer::offset).toList());
    }

    /** As the activations of a network live: made on the way forward, needed until the way back passes them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void nestedLivesTakeHardlyMoreThanTheBusiestMoment(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Operand.Buffer> buffers = IntStream.range(0, TIMES / 2)
                .mapToObj(i -> living(1 + random.nextLong(1 << 20), i, TIMES - i))
                .toList();
        assertThat(Arena.place(buffers)).isLessThanOrEqualTo(busiest(buffers) + TIMES * NativeMemory.ALIGNMENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomLivesTakeAtMostAFifthMoreThanTheBusiestMoment(int seed) {
        List<Operand.Buffer> buffers = random(seed);
        assertThat(Arena.place(buffers)).isBetween(busiest(buffers), busiest(buffers) * 6 / 5);
    }

    private static long busiest(List<Operand.Buffer> buffers) {
        return IntStream.range(0, TIMES + 1)
                .mapToLong(time -> buffers.stream()
                        .filter(living(1, time, time)::livesWith)
                        .mapToLong(Operand.Buffer::bytes)
                        .sum())
                .max()
                .orElseThrow();
    }

    private static List<Operand.Buffer> random(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return LongStream.generate(() -> 1L << random.nextInt(4, 20))
                .limit(BUFFERS)
                .mapToObj(size -> {
                    int first = random.nextInt(TIMES);
                    return living(size + random.nextLong(size), first, random.nextInt(first, TIMES));
                })
                .toList();
    }

    private static Operand.Buffer living(long bytes, int first, int last) {
        Operand.Buffer buffer = new Operand.Buffer(bytes);
        buffer.useAt(first);
        buffer.useAt(last);
        return buffer;
    }
}
