//! Many pieces of work on all cores, their results in order, and never more than a window of them in memory.
//!
//! Workers take up the next piece as soon as they are free, but none that lies a whole window ahead of the last result
//! that was handed on: one slow file holds the output up, not the memory. Who hands on decides what a result is.

use std::{
    collections::BTreeMap,
    io,
    sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc},
    thread,
};

/// Results that may wait for an earlier one, for each worker.
const WINDOW_PER_WORKER: usize = 32;
/// As much as a program's main thread has: readers follow the nesting of a document.
const STACK: usize = 8 << 20;

/// Which pieces are taken, and how far the results have been handed on.
#[derive(Default)]
struct Progress {
    taken: usize,
    handed_on: usize,
    stopped: bool,
}

/// Tells the workers to stop, however the hand-over ends.
struct StopAtEnd<'a>(&'a Mutex<Progress>, &'a Condvar);

impl Drop for StopAtEnd<'_> {
    fn drop(&mut self) {
        lock(self.0).stopped = true;
        self.1.notify_all();
    }
}

fn lock(progress: &Mutex<Progress>) -> MutexGuard<'_, Progress> {
    progress.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Does `count` pieces of work with `workers` threads and hands the results on in order, in the calling thread. Stops
/// at the first result that cannot be handed on.
pub fn in_order<T: Send, E: From<io::Error>>(
    count: usize,
    workers: usize,
    work: impl Fn(usize) -> T + Sync,
    mut hand_on: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let workers = workers.clamp(1, count.max(1));
    let window = workers * WINDOW_PER_WORKER;
    let (progress, room) = (Mutex::new(Progress::default()), Condvar::new());
    let next = || {
        let mut state = lock(&progress);
        loop {
            if state.stopped || state.taken >= count {
                return None;
            }
            if state.taken < state.handed_on + window {
                state.taken += 1;
                return Some(state.taken - 1);
            }
            state = room.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    };
    let (sender, results) = mpsc::channel();
    thread::scope(|scope| {
        let _stop = StopAtEnd(&progress, &room);
        for _ in 0..workers {
            let (sender, next, work) = (sender.clone(), &next, &work);
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || {
                while let Some(index) = next() {
                    if sender.send((index, work(index))).is_err() {
                        return;
                    }
                }
            })?;
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut expected = 0;
        for (index, result) in results {
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&expected) {
                hand_on(result)?;
                expected += 1;
                lock(&progress).handed_on = expected;
                room.notify_all();
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        time::Duration,
    };

    #[test]
    fn results_come_in_order_whoever_is_first() {
        let mut seen = Vec::new();
        let work = |i: usize| {
            thread::sleep(Duration::from_micros(((i * 7919) % 13) as u64 * 50));
            i
        };
        in_order::<_, io::Error>(500, 4, work, |i| {
            seen.push(i);
            Ok(())
        })
        .unwrap();
        assert_eq!(seen, (0..500).collect::<Vec<_>>());
        in_order::<usize, io::Error>(0, 4, |i| i, |_| panic!("there was nothing to do")).unwrap();
    }

    #[test]
    fn no_more_than_a_window_is_begun_before_the_first_is_handed_on() {
        let begun = AtomicUsize::new(0);
        let work = |i: usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            if i == 0 {
                thread::sleep(Duration::from_millis(200));
            }
        };
        let mut at_first = None;
        in_order::<_, io::Error>(1000, 2, work, |()| {
            at_first.get_or_insert_with(|| begun.load(Ordering::SeqCst));
            Ok(())
        })
        .unwrap();
        assert!(at_first.unwrap() <= 2 * WINDOW_PER_WORKER, "{at_first:?}");
        assert_eq!(begun.load(Ordering::SeqCst), 1000);
    }

    #[test]
    fn the_first_failure_to_hand_on_ends_the_work() {
        let done = AtomicUsize::new(0);
        let result = in_order(
            100_000,
            2,
            |i| {
                done.fetch_add(1, Ordering::SeqCst);
                i
            },
            |i| if i == 3 { Err(io::Error::other("full")) } else { Ok(()) },
        );
        assert!(result.is_err());
        assert!(done.load(Ordering::SeqCst) < 1000);
    }
}
