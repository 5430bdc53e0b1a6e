package org.sparkresnet.compute.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_equal;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_workspace_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_version;

import java.util.List;
import org.bytedeco.dnnl.dnnl_version_t;
import org.sparkresnet.compute.kernel.ConvolutionShape;
import org.sparkresnet.compute.kernel.DenseShape;
import org.sparkresnet.compute.kernel.Epilogue;
import org.sparkresnet.compute.kernel.Kernel;
import org.sparkresnet.compute.kernel.Kernels;
import org.sparkresnet.compute.kernel.NormShape;
import org.sparkresnet.compute.kernel.Shape;
import org.sparkresnet.compute.kernel.ShortcutShape;
import org.sparkresnet.compute.kernel.Window;

/** Kernels of oneDNN, through its C interface; they belong to the thread that calls them. */
public final class OneDnnKernels implements Kernels {
    private final OneDnn library = new OneDnn();
    private final Layout layout;
    private final Descriptors arrays;
    private final Convolutions convolutions;
    private final Norms norms;
    private final Elementwise elementwise;
    private final Poolings poolings;
    private final Denses denses;
    private final PaddedShortcuts shortcuts;

    OneDnnKernels(Layout layout) {
        this.layout = layout;
        arrays = new Descriptors(library, layout);
        convolutions = new Convolutions(library, arrays);
        norms = new Norms(library, arrays);
        elementwise = new Elementwise(library, arrays);
        poolings = new Poolings(library, arrays);
        denses = new Denses(library, arrays);
        shortcuts = new PaddedShortcuts(library, arrays, poolings);
    }

    @Override
    public long bytes(Shape activation) {
        return dnnl_memory_desc_get_size(arrays.activation(activation));
    }

    @Override
    public boolean isPlain(Shape activation) {
        return dnnl_memory_desc_equal(arrays.plain(activation), arrays.activation(activation)) != 0;
    }

    @Override
    public Kernel arrangement(Shape pictures) {
        return WeightPacking.reorder(library, arrays.plain(pictures), arrays.activation(pictures));
    }

    @Override
    public Kernel convolution(ConvolutionShape shape, Epilogue epilogue) {
        return convolutions.forward(shape, epilogue);
    }

    @Override
    public Kernel weightPacking(ConvolutionShape shape, Epilogue epilogue) {
        return convolutions.packing(shape, epilogue);
    }

    @Override
    public long packedBytes(ConvolutionShape shape, Epilogue epilogue) {
        return convolutions.packedBytes(shape, epilogue);
    }

    @Override
    public Kernel packedConvolution(ConvolutionShape shape, Epilogue epilogue) {
        return convolutions.packedForward(shape, epilogue);
    }

    @Override
    public Kernel convolutionDataGradient(ConvolutionShape shape) {
        return convolutions.dataGradient(shape);
    }

    @Override
    public Kernel convolutionWeightGradient(ConvolutionShape shape, boolean bias) {
        return convolutions.weightGradient(shape, bias);
    }

    @Override
    public Kernel norm(NormShape shape) {
        return norms.forward(shape);
    }

    @Override
    public Kernel normGradient(NormShape shape) {
        return norms.gradient(shape);
    }

    @Override
    public long maskBytes(NormShape shape) {
        return norms.forward(shape).bytes(dnnl_query_workspace_md);
    }

    @Override
    public Kernel normOfStatistics(NormShape shape) {
        return norms.ofStatistics(shape);
    }

    @Override
    public Kernel addition(Shape shape, boolean relu) {
        return elementwise.addition(shape, relu);
    }

    @Override
    public Kernel relu(Shape shape) {
        return elementwise.relu(shape);
    }

    @Override
    public Kernel reluGradient(Shape shape) {
        return elementwise.reluGradient(shape);
    }

    @Override
    public Kernel elu(Shape shape, float alpha) {
        return elementwise.elu(shape, alpha);
    }

    @Override
    public Kernel eluGradient(Shape shape, float alpha) {
        return elementwise.eluGradient(shape, alpha);
    }

    @Override
    public Kernel paddedShortcut(ShortcutShape shape) {
        return shortcuts.forward(shape);
    }

    @Override
    public Kernel paddedShortcutGradient(ShortcutShape shape) {
        return shortcuts.gradient(shape);
    }

    @Override
    public Kernel maxPooling(Shape input, Window window) {
        return poolings.max(input, window);
    }

    @Override
    public Kernel maxPoolingGradient(Shape input, Window window) {
        return poolings.maxGradient(input, window);
    }

    @Override
    public long positionBytes(Shape input, Window window) {
        return poolings.max(input, window).bytes(dnnl_query_workspace_md);
    }

    @Override
    public Kernel meanPooling(Shape input) {
        return poolings.mean(input);
    }

    @Override
    public Kernel meanPoolingGradient(Shape input) {
        return poolings.meanGradient(input);
    }

    @Override
    public Kernel dense(DenseShape shape) {
        return denses.forward(shape);
    }

    @Override
    public Kernel denseDataGradient(DenseShape shape) {
        return denses.dataGradient(shape);
    }

    @Override
    public Kernel denseWeightGradient(DenseShape shape) {
        return denses.weightGradient(shape);
    }

    @Override
    public String describe() {
        dnnl_version_t version = dnnl_version();
        return "oneDNN %d.%d.%d, %s".formatted(version.major(), version.minor(), version.patch(), layout.inWords());
    }

    /** oneDNN's names of the code that runs, of all primitives that were made here, in that order. */
    List<String> implementations() {
        return library.implementations();
    }

    @Override
    public void close() {
        library.close();
    }
}
