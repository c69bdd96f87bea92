"""Four collectives between two replicas; the last two by means of the first."""

import tensorflow as tf

# %% two devices
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)


# %% ask
def ask(parts):
    strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])

    def communicate(mine):
        replica = tf.distribute.get_replica_context()
        rank = replica.replica_id_in_sync_group
        total = replica.all_reduce("SUM", mine)
        return {
            "all_reduce": total,
            "all_gather": replica.all_gather(mine, axis=0),
            "broadcast": replica.all_reduce("SUM", tf.where(rank == 1, mine, 0.0)),
            "reduce_scatter": tf.reshape(total, [2, 2])[rank],
        }

    @tf.function
    def step(mine):
        return strategy.run(communicate, [mine])

    mine = strategy.experimental_distribute_values_from_function(
        lambda context: tf.constant(parts[context.replica_id_in_sync_group])
    )
    found = step(mine)
    return {name: strategy.experimental_local_results(found[name])[0] for name in found}
