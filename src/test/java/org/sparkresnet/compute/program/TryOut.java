package org.sparkresnet.compute.program;

import java.nio.*;
import java.util.*;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkresnet.compute.*;
import org.sparkresnet.compute.kernel.*;
import org.sparkresnet.compute.onednn.*;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.model.*;
import org.sparkresnet.replica.*;

public class TryOut {
    public static void main(String[] a) throws Exception {
        String net = a[0];
        int batch = Integer.parseInt(a[1]), steps = Integer.parseInt(a[2]), threads = Integer.parseInt(a[3]);
        int side = net.startsWith("c") ? 32 : 224, classes = net.startsWith("c") ? 10 : 1000;
        if (a.length > 4) side = Integer.parseInt(a[4]);
        Architecture arch = net.startsWith("c")
                ? new CifarResNet(Integer.parseInt(net.substring(1)), Shortcut.B)
                : new ResNet(Integer.parseInt(net.substring(1)), Shortcut.B, StrideIn.CONV3X3);
        OneDnnHelpers.enable();
        ComputeThreads.use(threads);
        ComputationGraph g = new ComputationGraph(arch.graph(new PictureShape(3, side, side), classes));
        g.init();
        g.initGradientsView();
        float[] p = new float[(int) g.numParams()];
        Random r = new Random(1);
        for (var l : g.getLayers())
            for (var e : l.paramTable().entrySet()) {
                int o = (int) e.getValue().offset(), n = (int) e.getValue().length();
                String k = e.getKey();
                for (int i = 0; i < n; i++)
                    p[o + i] = k.equals("W")
                            ? (float) (r.nextGaussian()
                                    * Math.sqrt(2.0 / (n / (e.getValue().size(0))))
                                    * (e.getValue().rank() == 2 ? 0.1 : 1))
                            : k.equals("gamma")
                                    ? 1 + 0.1f * (float) r.nextGaussian()
                                    : k.equals("var") ? 1f + 0.2f * r.nextFloat() : 0.1f * (float) r.nextGaussian();
            }
        FloatBuffer fp = NativeMemory.floats(FlatVectors.addressOf(g.params()), p.length);
        fp.put(0, p);
        FloatBuffer fg = NativeMemory.floats(FlatVectors.addressOf(g.getFlattenedGradients()), p.length);
        int n = batch * 3 * side * side;
        FloatBuffer img =
                ByteBuffer.allocateDirect(n * 4).order(ByteOrder.nativeOrder()).asFloatBuffer();
        for (int i = 0; i < n; i++) img.put(i, (float) r.nextGaussian());
        int[] lab = new int[batch];
        for (int i = 0; i < batch; i++) lab[i] = r.nextInt(classes);
        KernelEngine e = new KernelEngine(g, new Shape(1, 3, side, side), OneDnnBackend::kernels);
        long t0 = System.nanoTime();
        Scores s = e.computeGradient(img.duplicate(), lab);
        System.out.printf("first %.2f s  %s%n", (System.nanoTime() - t0) * 1e-9, s);
        float[] mine = new float[p.length];
        fg.get(0, mine);
        t0 = System.nanoTime();
        Scores ev = e.evaluate(img.duplicate(), lab);
        System.out.printf("first eval %.2f s  %s%n", (System.nanoTime() - t0) * 1e-9, ev);
        var f1 = KernelEngine.class.getDeclaredField("training");
        f1.setAccessible(true);
        var f2 = KernelEngine.class.getDeclaredField("inference");
        f2.setAccessible(true);
        System.out.printf(
                "arena %d MB, inference %d MB%n",
                ((TrainingProgram) f1.get(e)).bytes() >> 20, ((InferenceProgram) f2.get(e)).bytes() >> 20);
        if (Boolean.getBoolean("check")) {
            SoftmaxCrossEntropy loss =
                    (SoftmaxCrossEntropy) ((org.deeplearning4j.nn.layers.BaseOutputLayer<?>) g.getOutputLayer(0))
                            .layerConf()
                            .getLossFn();
            var x = Nd4j.createUninitialized(
                    org.nd4j.linalg.api.buffer.DataType.FLOAT, new long[] {batch, 3, side, side}, 'c');
            NativeMemory.floats(FlatVectors.addressOf(x), n).put(0, img, 0, n);
            var y = Nd4j.createUninitialized(org.nd4j.linalg.api.buffer.DataType.FLOAT, new long[] {batch, 1}, 'c');
            for (int i = 0; i < batch; i++) y.putScalar(i, 0, lab[i]);
            g.setInput(0, x);
            g.setLabels(y);
            g.computeGradientAndScore();
            System.out.println("stock " + loss.scores());
            for (var l : g.getLayers())
                for (var en : l.paramTable().entrySet()) {
                    int o = (int) en.getValue().offset(),
                            m = (int) en.getValue().length();
                    double d = 0, q = 0;
                    for (int i = o; i < o + m; i++) {
                        double w = fg.get(i);
                        d += (w - mine[i]) * (w - mine[i]);
                        q += w * w;
                    }
                    double rel = Math.sqrt(d / Math.max(q, 1e-30));
                    if (rel > 1e-4)
                        System.out.println(l.conf().getLayer().getLayerName() + " " + en.getKey() + " " + rel);
                }
            double d = 0, q = 0;
            for (int i = 0; i < p.length; i++) {
                double w = fg.get(i);
                d += (w - mine[i]) * (w - mine[i]);
                q += w * w;
            }
            System.out.println("gradient rel " + Math.sqrt(d / q));
            var lo = g.outputSingle(false, x);
            System.out.println("stock eval " + SoftmaxCrossEntropy.scoresOf(y, lo));
        }
        double[] t = new double[steps];
        for (int i = 0; i < steps; i++) {
            long q = System.nanoTime();
            e.computeGradient(img.duplicate(), lab);
            t[i] = (System.nanoTime() - q) * 1e-9;
        }
        Arrays.sort(t);
        double[] u = new double[steps];
        for (int i = 0; i < steps; i++) {
            long q = System.nanoTime();
            e.evaluate(img.duplicate(), lab);
            u[i] = (System.nanoTime() - q) * 1e-9;
        }
        Arrays.sort(u);
        System.out.printf(
                "%s x%d: train %.2f images/s (best %.2f), inference %.2f%n",
                net, batch, batch / t[steps / 2], batch / t[0], batch / u[steps / 2]);
        KindTimes k = new KindTimes();
        for (int i = 0; i < 3; i++) e.computeGradient(img.duplicate(), lab, k);
        k.seconds().forEach((x, v) -> System.out.printf("  %-24s %8.2f ms%n", x, v / 3 * 1e3));
        for (String line : java.nio.file.Files.readAllLines(java.nio.file.Path.of("/proc/self/status")))
            if (line.startsWith("VmHWM")) System.out.println(line);
    }
}
