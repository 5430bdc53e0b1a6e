package org.sparkresnet.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.config.Settings;
import org.sparkresnet.data.EpochPlan;
import org.sparkresnet.data.Loading;
import org.sparkresnet.data.NumberedRecord;
import org.sparkresnet.data.RecordSource;
import org.sparkresnet.data.ShardAccess;
import org.sparkresnet.data.ShardSet;
import org.sparkresnet.data.TrainingRecords;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.file.PictureDecoder;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.ShardFolder;
import org.sparkresnet.shard.ShardRecord;

/** Where the pictures of a benchmark come from. */
sealed interface PictureSource {
    /** In words. */
    String title();

    /** What is known of their sizes; empty if not even their channels are. */
    Optional<PictureShapes> shapes();

    /** The batches of {@code passes} passes over the same pictures, read as training reads them. */
    RecordSource passes(int passes);

    /** Shards of {@code data.train}, or else the files of {@code benchmark.files}, or else synthetic pictures. */
    static PictureSource from(Settings settings, int microBatch) {
        Settings data = settings.at("data");
        Settings block = settings.at("benchmark");
        Optional<String> shards = data.optionalText("train");
        Optional<String> files = block.optionalText("files");
        SyntheticPictures synthetic = block.choice("pictures", SyntheticPictures.class);
        boolean withEntryPoints = block.flag("entry-points");
        Loading loading = Loading.from(data);
        int shuffleBlock = data.positiveInt("shuffle-block");
        long seed = settings.at("run").wholeNumber("seed");
        settings.throwIfInvalid();
        if (shards.isPresent()) {
            Configuration hadoop = new Configuration();
            ShardAccess access =
                    new ShardAccess(new ShardSet(ShardFolder.open(shards.get(), hadoop)), hadoop, loading.readAhead());
            return Shards.of(
                    shards.get(), access, new EpochPlan(seed, access.shards().sizes(), 1, microBatch, shuffleBlock));
        }
        InMemory pictures = files.map(folder -> InMemory.ofFiles(folder, synthetic.records(seed), microBatch))
                .orElseGet(() -> new InMemory(synthetic.title(), synthetic.records(seed), microBatch));
        return withEntryPoints ? pictures.withEntryPoints() : pictures;
    }

    /** One lane of a data set; a pass is a part of an epoch, so that it fits into memory and into a minute. */
    record Shards(String title, ShardAccess access, EpochPlan plan, long stepsOfAPass) implements PictureSource {
        private static final long MOST_RECORDS = 2048;

        static Shards of(String folder, ShardAccess access, EpochPlan plan) {
            if (plan.stepsPerEpoch() == 0) {
                throw new InvalidInputException("data.micro-batch = " + plan.microBatch() + ": data.train has "
                        + plan.records() + " records; use a smaller one");
            }
            long most = Math.max(1, MOST_RECORDS / plan.microBatch());
            return new Shards(folder, access, plan, Math.min(most, plan.stepsPerEpoch()));
        }

        @Override
        public Optional<PictureShapes> shapes() {
            return access.shards().pictureShapes();
        }

        @Override
        public RecordSource passes(int passes) {
            return new TrainingRecords(plan, access, new TrainingRecords.Stretch(0, passes * stepsOfAPass, 0, 1));
        }
    }

    /** Pictures that were read, or made, before anything is measured. */
    record InMemory(String title, List<ShardRecord> records, int microBatch) implements PictureSource {
        /** Of fewer, each with its random crop, some are cheaper than others by chance; so each comes several times. */
        private static final int LEAST_OF_A_PASS = 128;

        /** Where there is no such folder, it is made and gets {@code synthetic}, for other programs to read. */
        static InMemory ofFiles(String folder, List<ShardRecord> synthetic, int microBatch) {
            Path path = Path.of(folder);
            try {
                if (Files.notExists(path)) {
                    write(path, synthetic);
                }
                return new InMemory(folder, read(path), microBatch);
            } catch (IOException e) {
                throw new InvalidInputException(
                        "benchmark.files = " + folder + ": cannot be read (" + e + "); give a folder of JPEG files", e);
            }
        }

        /** The same as `prepare` would store them. */
        InMemory withEntryPoints() {
            return new InMemory(
                    title, records.stream().map(InMemory::withEntryPoints).toList(), microBatch);
        }

        private static ShardRecord withEntryPoints(ShardRecord record) {
            if (!(record.content() instanceof Content.Encoded encoded)) {
                return record;
            }
            try {
                byte[] entryPoints = PictureDecoder.entryPoints(encoded.bytes());
                return new ShardRecord(
                        record.name(), record.label(), new Content.Encoded(encoded.bytes(), entryPoints));
            } catch (UndecodableException e) {
                throw new InvalidInputException(
                        record.name() + ": cannot be decoded (" + e.getMessage() + "); leave it out", e);
            }
        }

        @Override
        public Optional<PictureShapes> shapes() {
            if (records.get(0).content() instanceof Content.Raw raw) {
                return Optional.of(
                        new PictureShapes.Equal(new PictureShape(raw.channels(), raw.height(), raw.width())));
            }
            return Optional.of(new PictureShapes.Various(3));
        }

        @Override
        public RecordSource passes(int passes) {
            List<NumberedRecord> numbered = IntStream.range(0, records.size())
                    .mapToObj(i -> new NumberedRecord(i, records.get(i)))
                    .toList();
            int epochs = passes * ((LEAST_OF_A_PASS + records.size() - 1) / records.size());
            return new RepeatedRecords(numbered, microBatch, epochs);
        }

        private static void write(Path folder, List<ShardRecord> synthetic) throws IOException {
            Files.createDirectories(folder);
            for (ShardRecord record : synthetic) {
                if (!(record.content() instanceof Content.Encoded encoded)) {
                    throw new InvalidInputException("benchmark.files = " + folder
                            + ": is not there, and raw pictures are no files; choose benchmark.pictures=jpeg-500x375");
                }
                Files.write(folder.resolve(record.name()), encoded.bytes());
            }
        }

        private static List<ShardRecord> read(Path folder) throws IOException {
            List<ShardRecord> records = new ArrayList<>();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(InMemory::isJpeg).sorted().toList()) {
                    records.add(new ShardRecord(file.toString(), 0, new Content.Encoded(Files.readAllBytes(file))));
                }
            }
            if (records.isEmpty()) {
                throw new IOException("no .jpg or .jpeg in it");
            }
            return records;
        }

        private static boolean isJpeg(Path file) {
            return file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.jpe?g");
        }
    }
}
