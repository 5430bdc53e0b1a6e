package org.sparkresnet.prepare.source.cifar;

import java.io.IOException;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.prepare.source.tar.GzipTar;

/**
 * The task that goes through an archive of CIFAR once, to its last byte.
 *
 * @param version what it must be
 * @param configuration of Hadoop
 */
record CifarCheck(CifarVersion version, Broadcast<SerializableConfiguration> configuration)
        implements Function<String, Finding<CifarFacts>> {

    @Override
    public Finding<CifarFacts> call(String file) throws IOException {
        return Finding.of(() -> GzipTar.look(file, configuration.value().value(), archive -> {
            CifarSurvey survey = new CifarSurvey(version, file);
            for (Optional<TarArchiveEntry> member = archive.next(); member.isPresent(); member = archive.next()) {
                survey.add(member.get(), archive.content());
            }
            archive.finish();
            return survey.facts();
        }));
    }
}
