package org.sparkresnet.prepare.source.parquet;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.source.NumberedClasses;
import org.sparkresnet.prepare.source.Source;
import org.sparkresnet.prepare.source.SourceLayout;
import org.sparkresnet.prepare.source.SplitFiles;
import org.sparkresnet.prepare.source.picture.PictureLimits;

/**
 * Parquet files with a row for each picture.
 *
 * @param columns that are read
 * @param files pattern of the names of files
 * @param classes how they are called if the person says so, or the files do not
 * @param limits how many pictures may be bad
 */
public record ParquetLayout(PictureColumns columns, String files, NumberedClasses classes, PictureLimits limits)
        implements SourceLayout {

    /**
     * Reads {@code parquet}; problems are recorded there.
     *
     * @param prepare the block of that name
     */
    public static ParquetLayout from(Settings prepare, PictureLimits limits) {
        Settings block = prepare.at("parquet");
        return new ParquetLayout(
                new PictureColumns(block.text("image"), block.text("label"), block.wholeNumber("label-offset")),
                block.text("files"),
                NumberedClasses.from(block, "prepare.parquet", "prepare.parquet.label or prepare.parquet.label-offset"),
                limits);
    }

    /** @throws org.sparkresnet.config.InvalidInputException if there is no such file, or it cannot be told what is a split */
    @Override
    public Source open(String place, JavaSparkContext context) {
        Map<String, List<String>> splits =
                SplitFiles.find(place, "prepare.parquet.files", files, context.hadoopConfiguration());
        return new ParquetSource(context, this, splits);
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        options.put("image", columns.image());
        options.put("label", columns.label());
        options.put("label-offset", Long.toString(columns.labelOffset()));
        return options;
    }
}
