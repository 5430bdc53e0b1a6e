package org.sparkresnet.image.jpeg;

import java.util.Arrays;

/**
 * What the frame header says (T.81, B.2.2).
 *
 * @param progressive or else sequential
 * @param height rows of the picture, at least 1
 * @param width columns
 * @param components 1, 3 or 4 of them
 * @param mostAcross blocks in a row of one MCU, of the component that has most of them
 * @param mostDown rows of blocks of one MCU, likewise
 */
record Frame(boolean progressive, int height, int width, Component[] components, int mostAcross, int mostDown) {
    private static final int SIDE = 8;
    private static final int BITS = 8;
    private static final int FIRST_COMPONENT = 6;
    private static final int COMPONENT_LENGTH = 3;

    /** Most blocks of one MCU (T.81, B.2.3). */
    private static final int MOST_BLOCKS = 10;

    /** Reads the header whose content is the bytes [from, end) of {@code file}. */
    static Frame read(byte[] file, int from, int end, boolean progressive) throws DamagedJpegException {
        int count = end - from < FIRST_COMPONENT ? 0 : Byte.toUnsignedInt(file[from + 5]);
        if (count == 0 || end - from != FIRST_COMPONENT + COMPONENT_LENGTH * count) {
            throw new DamagedJpegException("damaged JPEG: a frame header of " + (end - from) + " bytes");
        }
        if (file[from] != BITS) {
            throw new DamagedJpegException("JPEG of " + Byte.toUnsignedInt(file[from]) + " bits, only 8 are decoded");
        }
        if (count != 1 && count != 3 && count != 4) {
            throw new DamagedJpegException("JPEG of " + count + " components, decoded are 1, 3 and 4");
        }
        Component[] components = new Component[count];
        for (int i = 0; i < count; i++) {
            components[i] = component(file, from + FIRST_COMPONENT + COMPONENT_LENGTH * i, count == 1);
        }
        Frame frame = new Frame(
                progressive,
                Segments.unsigned16(file, from + 1),
                Segments.unsigned16(file, from + 3),
                components,
                Arrays.stream(components)
                        .mapToInt(component -> component.across)
                        .max()
                        .orElseThrow(),
                Arrays.stream(components)
                        .mapToInt(component -> component.down)
                        .max()
                        .orElseThrow());
        frame.check();
        return frame;
    }

    /** Columns that one MCU of all components covers. */
    int mcuWidth() {
        return SIDE * mostAcross;
    }

    /** Rows that one MCU of all components covers. */
    int mcuHeight() {
        return SIDE * mostDown;
    }

    /** MCUs of all components in a row. */
    int mcusAcross() {
        return Component.divideUp(width, mcuWidth());
    }

    /** Rows of MCUs of all components. */
    int mcusDown() {
        return Component.divideUp(height, mcuHeight());
    }

    /** A single component has one block per MCU, whatever the header says of its sampling (T.81, A.2.2). */
    private static Component component(byte[] file, int at, boolean single) {
        int sampling = Byte.toUnsignedInt(file[at + 1]);
        return new Component(
                Byte.toUnsignedInt(file[at]), single ? 1 : sampling >> 4, single ? 1 : sampling & 0xF, file[at + 2]);
    }

    private void check() throws DamagedJpegException {
        int blocks = 0;
        for (Component component : components) {
            boolean sampled =
                    component.across >= 1 && component.across <= 4 && component.down >= 1 && component.down <= 4;
            if (!sampled || component.stepsTable < 0 || component.stepsTable > 3) {
                throw new DamagedJpegException("damaged JPEG: a component that the format does not have");
            }
            blocks += component.across * component.down;
        }
        if (blocks > MOST_BLOCKS) {
            throw new DamagedJpegException("damaged JPEG: " + blocks + " blocks in a unit, at most 10 can be");
        }
        for (Component component : components) {
            if (mostAcross % component.across != 0 || mostDown % component.down != 0) {
                throw new DamagedJpegException("JPEG whose components are sampled at 2 to 3, which is not decoded");
            }
            component.measure(width, height, mostAcross, mostDown);
        }
    }
}
