package org.sparkresnet.parallel;

import java.util.List;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.parallel.worker.Outcome;
import org.sparkresnet.parallel.worker.Outcome.Done;
import org.sparkresnet.parallel.worker.Outcome.Failed;
import org.sparkresnet.parallel.worker.Outcome.Refused;

/** What the outcomes of all workers say together. */
final class Verdict {
    private Verdict() {}

    /**
     * All workers' results, if all went well.
     *
     * <p>Otherwise the worst of what they met: the failure of one makes others lose sight of it, so a mistake of the
     * person counts before a defect, and a defect before a loss.
     */
    static List<Done> of(List<Outcome> outcomes) throws WorkersLostException {
        List<Failed> failures = all(outcomes, Failed.class);
        for (Refused refused : all(outcomes, Refused.class)) {
            throw new InvalidInputException(refused.sentence());
        }
        for (Failed failed : failures) {
            if (!failed.passing()) {
                throw new IllegalStateException("a worker failed:\n" + failed.trace());
            }
        }
        if (!failures.isEmpty()) {
            throw new WorkersLostException(failures.get(0).reason());
        }
        return all(outcomes, Done.class);
    }

    private static <T extends Outcome> List<T> all(List<Outcome> outcomes, Class<T> kind) {
        return outcomes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
