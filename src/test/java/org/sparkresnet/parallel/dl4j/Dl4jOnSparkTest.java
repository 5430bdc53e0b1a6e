package org.sparkresnet.parallel.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Shows that DL4J's Spark module M2 runs on ND4J and DL4J M2.1, which its own dependencies do not promise. */
class Dl4jOnSparkTest {
    private static final int WORKERS = 2;
    private static final int BATCH = 16;

    @Test
    void parameterAveragingLowersTheScore(@TempDir Path folder) {
        SparkConf conf = new SparkConf()
                .setMaster("local[" + WORKERS + "]")
                .setAppName("dl4j-on-spark")
                .set("spark.ui.enabled", "false");
        ComputationGraph graph = new ComputationGraph(smallNetwork());
        graph.init();
        List<DataSet> data = separableClasses(16);
        DataSet all = DataSet.merge(data);
        double before = graph.score(all);
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            ParameterAveragingTrainingMaster master = new ParameterAveragingTrainingMaster.Builder(WORKERS, BATCH)
                    .rddTrainingApproach(RDDTrainingApproach.Export)
                    .exportDirectory(folder.toUri().toString())
                    .batchSizePerWorker(BATCH)
                    .averagingFrequency(2)
                    .build();
            SparkComputationGraph onSpark = new SparkComputationGraph(spark, graph, master);
            JavaRDD<DataSet> rdd = spark.parallelize(data, WORKERS);
            // DL4J deals records out by chance; so many epochs are enough for all deals.
            for (int epoch = 0; epoch < 10; epoch++) {
                onSpark.fit(rdd);
            }
            assertThat(onSpark.getNetwork().score(all)).isLessThan(0.9 * before);
        }
    }

    private static ComputationGraphConfiguration smallNetwork() {
        return new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.1))
                .activation(Activation.RELU)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.convolutional(8, 8, 1))
                .addLayer("conv", new ConvolutionLayer.Builder(3, 3).nOut(4).build(), "input")
                .addLayer("norm", new BatchNormalization.Builder().build(), "conv")
                .addLayer(
                        "head",
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .nOut(3)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "norm")
                .setOutputs("head")
                .build();
    }

    /** Batches of noise whose mean tells the class, label one-hot. */
    private static List<DataSet> separableClasses(int batches) {
        Random random = new Random(1);
        List<DataSet> data = new ArrayList<>();
        for (int b = 0; b < batches; b++) {
            INDArray pictures = Nd4j.create(BATCH, 1, 8, 8);
            INDArray labels = Nd4j.create(BATCH, 3);
            for (int i = 0; i < BATCH; i++) {
                int label = random.nextInt(3);
                labels.putScalar(i, label, 1);
                for (int p = 0; p < 64; p++) {
                    pictures.putScalar(new int[] {i, 0, p / 8, p % 8}, label - 1 + 0.5 * random.nextGaussian());
                }
            }
            data.add(new DataSet(pictures, labels));
        }
        return data;
    }
}
