package org.sparkresnet.compute.program;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where the flat vectors of a graph are.
 *
 * @param parameters address of the first float
 * @param gradient address of the first float, 0 where nothing is trained
 */
record FlatVectors(long parameters, long gradient) {
    Operand parameter(int index) {
        return new Operand.Fixed(parameters + (long) index * Float.BYTES);
    }

    Operand gradient(int index) {
        return new Operand.Fixed(gradient + (long) index * Float.BYTES);
    }

    /** Address of the first value of an array that lies in one piece. */
    static long addressOf(INDArray array) {
        return array.data().pointer().address() + array.offset() * Float.BYTES;
    }
}
