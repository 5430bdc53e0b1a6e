package org.sparkresnet.prepare.source.tfrecord;

import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.prepare.source.picture.StoredPicture;

/**
 * The task that walks files and answers where their pictures lie.
 *
 * @param features that are looked for
 * @param configuration of Hadoop
 */
record FindPictures(ExampleFeatures features, Broadcast<SerializableConfiguration> configuration)
        implements FlatMapFunction<String, Finding<StoredPicture>> {

    @Override
    public Iterator<Finding<StoredPicture>> call(String file) throws IOException {
        PictureWalk walk = new PictureWalk(file, features, configuration.value().value());
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> walk.closeUnchecked());
        return walk;
    }
}
