package org.sparkresnet.parallel.worker;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.Callable;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.replica.NumberedScores;

/** What one task of an evaluation came to: scores, or the sentence that says what the person did wrong. */
public record EvaluationOutcome(String refusal, List<NumberedScores> scores) implements Serializable {
    /** Does the work; a mistake of the person comes back as a value, so that Spark does not try it again. */
    public static EvaluationOutcome of(Callable<List<NumberedScores>> work) throws Exception {
        try {
            return new EvaluationOutcome("", work.call());
        } catch (InvalidInputException e) {
            return new EvaluationOutcome(e.getMessage(), List.of());
        }
    }

    /** The scores; throws the sentence if there is one. */
    public List<NumberedScores> scoresOrThrow() {
        if (!refusal.isEmpty()) {
            throw new InvalidInputException(refusal);
        }
        return scores;
    }
}
