package org.sparkresnet.parallel.worker;

import java.io.IOException;
import java.nio.FloatBuffer;
import org.apache.spark.BarrierTaskContext;
import org.sparkresnet.collective.Collective;
import org.sparkresnet.collective.Layout;
import org.sparkresnet.collective.PeerAbortedException;
import org.sparkresnet.collective.SubtreeSums;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.replica.Scores;

/** The workers of an all-reduce segment: sums along the tree, in slices, between the executors. */
final class PeerGroup implements Peers {
    /** Marks the reasons of {@link #abort}, which are the person's mistakes, among those of the transport. */
    private static final String MISTAKE = "mistake: ";

    private final Collective collective;
    private final SubtreeSums sums;
    private final Meeting meeting;
    private final LaneNote note;

    private PeerGroup(Collective collective, Layout layout, Meeting meeting) {
        this.collective = collective;
        this.sums = new SubtreeSums(layout);
        this.meeting = meeting;
        this.note = new LaneNote(layout.lanesOf(layout.rank()).size());
    }

    /** Meets the other tasks of the barrier stage by Spark's means, then connects to them directly. */
    static Peers meet(BarrierTaskContext context, Work work, Announcement own)
            throws IOException, InterruptedException {
        int workers = context.getTaskInfos().length;
        Layout layout = new Layout(work.plan().lanes(), workers, context.partitionId(), own.floats());
        Collective collective = Collective.bind(
                layout, SparkPlace.host(), work.secret(), work.pace().timeout(), SparkPlace.settings());
        try {
            Meeting meeting = Meeting.of(context, collective.address(), own);
            collective.join(meeting.addresses());
            return new PeerGroup(collective, layout, meeting);
        } catch (PeerAbortedException e) {
            collective.close();
            throw mistakeOr(e);
        } catch (IOException | InterruptedException | RuntimeException e) {
            collective.close();
            throw e;
        }
    }

    @Override
    public void shareState(long step, FloatBuffer... state) throws IOException, InterruptedException {
        if (meeting.somebodyLacksState()) {
            try {
                collective.broadcast(meeting.donor().orElseThrow(() -> new StateLostException(step)), state);
            } catch (PeerAbortedException e) {
                throw mistakeOr(e);
            }
        }
    }

    @Override
    public void add(int lane, FloatBuffer gradient, Scores scores) {
        sums.add(lane, gradient);
        note.add(scores);
    }

    @Override
    public StepSum sum(long step, Word word, FloatBuffer sum) throws IOException, InterruptedException {
        try {
            return LaneNote.join(collective.allReduce(step, sums, note.bytes(word), sum));
        } catch (PeerAbortedException e) {
            throw mistakeOr(e);
        } finally {
            sums.clear();
            note.clear();
        }
    }

    @Override
    public void abort(String sentence) {
        collective.abort(MISTAKE + sentence);
    }

    @Override
    public void close() {
        collective.close();
        sums.close();
    }

    /** The person's mistake that another worker met, or else the exception itself. */
    private static PeerAbortedException mistakeOr(PeerAbortedException e) {
        if (e.reason().startsWith(MISTAKE)) {
            throw new InvalidInputException(e.reason().substring(MISTAKE.length()), e);
        }
        return e;
    }
}
