package org.sparkresnet.image.jpeg;

/** One component of a frame, such as luminance: how it is sampled, and where reading it stands. */
final class Component {
    private static final int SIDE = 8;

    /**
     * Samples of 8 bits come to at most 1024 in magnitude; half of it more is left to encoders that go beyond white and
     * black on purpose. Damaged data soon leads out of this range, because each block adds to the one before.
     */
    private static final int MOST = 1536;

    final int id;

    /** Samples per largest number of samples of any component, across and down, 1 to 4. */
    final int across;

    final int down;

    /** Which quantization table it takes, 0 to 3. */
    final int stepsTable;

    /** Blocks that hold a part of the picture. */
    int blocksAcross;

    int blocksDown;

    /** Its steps when its first scan began, in the order of the file; null before. */
    int[] steps;

    CoefficientTable dcTable;
    CoefficientTable acTable;
    HuffmanTable dcSymbols;
    HuffmanTable acSymbols;

    /** The DC coefficient of the block before. */
    int prediction;

    Component(int id, int across, int down, int stepsTable) {
        this.id = id;
        this.across = across;
        this.down = down;
        this.stepsTable = stepsTable;
    }

    /** Works out its size from that of the picture; {@code mostAcross} and {@code mostDown} are of any component. */
    void measure(int width, int height, int mostAcross, int mostDown) {
        blocksAcross = divideUp(divideUp(width * across, mostAcross), SIDE);
        blocksDown = divideUp(divideUp(height * down, mostDown), SIDE);
    }

    /** The DC coefficient that differs by {@code difference} from the one before. */
    int add(int difference) throws DamagedJpegException {
        prediction += difference;
        requireInRange(prediction);
        return prediction;
    }

    /** Refuses a DC coefficient that no samples have. */
    void requireInRange(int coefficient) throws DamagedJpegException {
        if (Math.abs(coefficient * steps[0]) > MOST + steps[0]) {
            throw new DamagedJpegException("damaged JPEG: a block that is brighter or darker than can be");
        }
    }

    static int divideUp(int number, int divisor) {
        return (number + divisor - 1) / divisor;
    }
}
