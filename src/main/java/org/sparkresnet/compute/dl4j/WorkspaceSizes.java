package org.sparkresnet.compute.dl4j;

import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.abstracts.Nd4jWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The sizes of DL4J's workspaces, found with passes of one picture instead of a full batch.
 *
 * <p>DL4J learns how large its workspaces must be in a first pass, in which every array is allocated for itself. Among
 * them lie small objects that stay, so most of that memory can neither be used again nor be given back: by steps of
 * ResNet-50 with four pictures the process grew by 2.5 GB for good, and by 1.5 GB with workspaces of the right size from
 * the start; CIFAR ResNet-20 with 128 pictures by 1.6 and 0.8 GB. Arrays of a pass grow with the batch, so one picture
 * tells the sizes for any number.
 */
public final class WorkspaceSizes {
    /** DL4J gives some workspaces a size only when they were used as often as there are layers, three by turns. */
    private static final int PASSES = 4;

    private WorkspaceSizes() {}

    /**
     * Has passes of one picture run, and makes this thread's workspaces large enough for a batch. Does nothing if
     * the thread has workspaces already: those of another network, or of another kind of pass.
     *
     * @param pass forward and backward through the network with one picture
     * @param batchSize pictures in a batch, at least 1
     */
    public static void learn(Runnable pass, int batchSize) {
        if (Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread().isEmpty()) {
            for (int i = 0; i < PASSES; i++) {
                pass.run();
            }
            enlarge(batchSize);
        }
    }

    private static void enlarge(int factor) {
        Map<String, WorkspaceConfiguration> enlarged = new TreeMap<>();
        for (MemoryWorkspace workspace : Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread()) {
            long size = ((Nd4jWorkspace) workspace).getCurrentSize();
            if (size > 0) {
                enlarged.put(workspace.getId(), sized(workspace.getWorkspaceConfiguration(), factor * size));
            }
        }
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
        enlarged.forEach((name, configuration) -> Nd4j.getWorkspaceManager().createNewWorkspace(configuration, name));
    }

    /** Like {@code other}, but of that size from the start; it still grows when it must. */
    private static WorkspaceConfiguration sized(WorkspaceConfiguration other, long bytes) {
        return WorkspaceConfiguration.builder()
                .initialSize(bytes)
                // What DL4J wants on top is part of the learned size.
                .policyAllocation(AllocationPolicy.STRICT)
                .policyLearning(other.getPolicyLearning())
                .policyReset(other.getPolicyReset())
                .policySpill(other.getPolicySpill())
                .policyMirroring(other.getPolicyMirroring())
                .build();
    }
}
