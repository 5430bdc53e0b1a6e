package org.sparkresnet.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sparkresnet.compute.Backend;
import org.sparkresnet.compute.ComputeSettings;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.replica.Replica;

/**
 * Writes a gradient, as little-endian floats, into the file that its first argument names, and prints what computed it.
 * The second argument names the network.
 */
final class GoldenGradientProcess {
    private GoldenGradientProcess() {}

    public static void main(String[] arguments) throws IOException {
        TorchGolden golden = new TorchGolden(arguments[1]);
        try (Replica replica = replica(golden)) {
            float[] gradient = gradient(golden, replica);
            ByteBuffer bytes =
                    ByteBuffer.allocate(gradient.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(gradient);
            Files.write(Path.of(arguments[0]), bytes.array());
            System.out.println(replica.platform());
        }
    }

    static Replica replica(TorchGolden golden) {
        return golden.replica(Networks.HEAVY_BALL, new ComputeSettings(Backend.ONEDNN, 1));
    }

    static float[] gradient(TorchGolden golden, Replica replica) {
        replica.computeGradient(new Minibatch(0, 0, golden.batch(0)));
        return Formulas.copy(replica.gradient());
    }
}
