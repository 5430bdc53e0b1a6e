package org.sparkresnet.prepare.source.idx;

import org.apache.spark.api.java.JavaSparkContext;
import org.sparkresnet.prepare.source.Source;
import org.sparkresnet.prepare.source.SourceLayout;

/** A folder of IDX files, as MNIST and Fashion-MNIST come. */
public record IdxLayout() implements SourceLayout {

    /** @throws org.sparkresnet.config.InvalidInputException if the folder does not hold what it should */
    @Override
    public Source open(String place, JavaSparkContext context) {
        return new IdxSource(context, IdxListing.of(place, context.hadoopConfiguration()));
    }
}
