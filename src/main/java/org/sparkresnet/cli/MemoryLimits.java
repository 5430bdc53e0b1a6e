package org.sparkresnet.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.bytedeco.javacpp.Pointer;
import org.sparkresnet.train.MemoryLimit;
import org.sparkresnet.train.MemoryLimit.Kind;
import org.sparkresnet.train.MemoryLimit.Share;

/** How much memory the workers of an application find, as far as that can be known before it starts. */
final class MemoryLimits {
    private static final Pattern LOCAL_CLUSTER = Pattern.compile("local-cluster\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,.*");
    private static final String LIMIT = "org.bytedeco.javacpp.maxbytes";
    private static final String PHYSICAL_LIMIT = "org.bytedeco.javacpp.maxphysicalbytes";
    /**
     * What suits a Java machine with workers. JavaCPP without a limit: left alone it refuses any memory as soon as the
     * process is four times as large as the Java heap, and collects garbage in vain before; zero takes away both limits.
     * A young generation of a fixed size: what a step needs of the heap is little, but the collector lets it wander
     * through all of the heap, which then is resident.
     */
    static final String WORKER_OPTIONS = "-D" + LIMIT + "=0 -XX:MaxNewSize=128m";

    private static final String EXECUTOR_MEMORY = "spark.executor.memory";
    private static final String OVERHEAD = "spark.executor.memoryOverhead";
    /** Spark's own, of the executor's heap and in megabytes. */
    private static final double USUAL_OVERHEAD = 0.1;

    private static final long LEAST_OVERHEAD = 384;
    private static final int MEGABYTE = 20;

    private final SparkConf conf;
    private final int workers;
    private final String master;

    private MemoryLimits(SparkConf conf, int workers) {
        this.conf = conf;
        this.workers = workers;
        this.master = conf.get("spark.master");
    }

    /** Takes JavaCPP's limits from this process, unless somebody set one; to be called before JavaCPP is loaded. */
    static void lift() {
        if (System.getProperty(LIMIT) == null && System.getProperty(PHYSICAL_LIMIT) == null) {
            System.setProperty(LIMIT, "0");
        }
    }

    /** The limits for {@code workers} workers, all of which {@code conf} has room for. */
    static List<MemoryLimit> of(SparkConf conf, int workers) {
        MemoryLimits limits = new MemoryLimits(conf, workers);
        Matcher localCluster = LOCAL_CLUSTER.matcher(limits.master);
        if (localCluster.matches()) {
            return limits.ofLocalCluster(
                    Integer.parseInt(localCluster.group(1)), Integer.parseInt(localCluster.group(2)));
        }
        return limits.master.startsWith("local") ? limits.ofThisProcess() : limits.ofContainers();
    }

    private List<MemoryLimit> ofThisProcess() {
        long heap = Runtime.getRuntime().maxMemory();
        Share all = new Share(1, workers, heap);
        List<MemoryLimit> limits = new ArrayList<>();
        limits.add(new MemoryLimit(
                Kind.DIRECT_BUFFERS,
                "direct buffers of Java",
                directMemory(heap),
                all,
                "raise -Xmx (HEAP for local.sh)"));
        limits.add(new MemoryLimit(Kind.HEAP, "heap of Java", heap, all, "raise -Xmx (HEAP for local.sh)"));
        // Its other limit, maxbytes, counts next to nothing: no array of ND4J is allocated by JavaCPP.
        if (Pointer.maxPhysicalBytes() > 0) {
            limits.add(new MemoryLimit(
                    Kind.ALL,
                    PHYSICAL_LIMIT,
                    Pointer.maxPhysicalBytes(),
                    all,
                    "raise it, or leave it out for no limit"));
        }
        limits.add(machine(all));
        return limits;
    }

    private List<MemoryLimit> ofLocalCluster(int executors, int cores) {
        int perExecutor = perExecutor(cores);
        int used = Math.min(executors, (workers + perExecutor - 1) / perExecutor);
        return List.of(
                ofExecutor(Kind.DIRECT_BUFFERS, perExecutor),
                ofExecutor(Kind.HEAP, perExecutor),
                machine(new Share(used, workers, used * executorHeap())));
    }

    private List<MemoryLimit> ofContainers() {
        int perExecutor = perExecutor(conf.getInt("spark.executor.cores", 1));
        List<MemoryLimit> limits = new ArrayList<>();
        limits.add(ofExecutor(Kind.DIRECT_BUFFERS, perExecutor));
        limits.add(ofExecutor(Kind.HEAP, perExecutor));
        if (master.startsWith("yarn") || master.startsWith("k8s")) {
            Share one = new Share(1, perExecutor, executorHeap());
            limits.add(
                    new MemoryLimit(Kind.OUTSIDE_HEAP, OVERHEAD, overhead(), one, "raise it with --conf " + OVERHEAD));
        }
        return limits;
    }

    private MemoryLimit ofExecutor(Kind kind, int perExecutor) {
        return new MemoryLimit(
                kind,
                EXECUTOR_MEMORY,
                executorHeap(),
                new Share(1, perExecutor, executorHeap()),
                "raise it with --executor-memory");
    }

    private MemoryLimit machine(Share share) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new MemoryLimit(
                Kind.ALL, "memory of this machine", system.getTotalMemorySize(), share, "use fewer parallel.workers");
    }

    private int perExecutor(int cores) {
        return Math.max(1, Math.min(workers, cores / conf.getInt("spark.task.cpus", 1)));
    }

    private long executorHeap() {
        return conf.getSizeAsMb(EXECUTOR_MEMORY, "1g") << MEGABYTE;
    }

    private long overhead() {
        double factor = conf.getDouble("spark.executor.memoryOverheadFactor", USUAL_OVERHEAD);
        long usual = Math.max(LEAST_OVERHEAD, (long) (factor * conf.getSizeAsMb(EXECUTOR_MEMORY, "1g")));
        return conf.getSizeAsMb(OVERHEAD, usual + "m") << MEGABYTE;
    }

    /** Of this Java machine; unless it is set, as much as the heap. */
    private static long directMemory(long heap) {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        long set = Long.parseLong(machine.getVMOption("MaxDirectMemorySize").getValue());
        return set == 0 ? heap : set;
    }
}
