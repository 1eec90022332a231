// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/mpi_ranks.h"

#include <cstdlib>

#include "analysis/sweep/bytes.h"
#include "model/input_error.h"

#ifdef ETSLINK_MPI
#define OMPI_SKIP_MPICXX 1
#define MPICH_SKIP_MPICXX 1
#include <mpi.h>
#endif

namespace etslink {
namespace {

bool is_started_by_mpirun() {
  return std::getenv("OMPI_COMM_WORLD_SIZE") != nullptr || std::getenv("PMI_SIZE") != nullptr;
}

}  // namespace

#ifdef ETSLINK_MPI

namespace {

// MPI is called by the names of its profiling interface: the sequential MUMPS of Debian's Ipopt brings along functions
// MPI_Comm_rank and MPI_Finalize of its own, which stand before the real ones.

// Tags of messages to rank 0; its answers are the number of a unit, or -1: no more.
constexpr int ask = 1, leave = 2, answer = 3;

void send_answer(int rank, int unit) { PMPI_Send(&unit, 1, MPI_INT, rank, answer, MPI_COMM_WORLD); }

void send(int tag, const std::string& bytes) {
  PMPI_Send(bytes.data(), static_cast<int>(bytes.size()), MPI_BYTE, 0, tag, MPI_COMM_WORLD);
}

std::string request(const std::string& sweep, int unit, const std::string& outcome) {
  ByteWriter out;
  out.put(std::hash<std::string>()(sweep));
  out.put(unit);
  out.put(outcome);
  return out.bytes();
}

}  // namespace

MpiRanks::MpiRanks() {
  if (!is_started_by_mpirun()) return;
  int provided = 0;
  PMPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
  PMPI_Comm_rank(MPI_COMM_WORLD, &rank_);
  PMPI_Comm_size(MPI_COMM_WORLD, &size_);
  unit_of_.assign(size_, -1);
}

MpiRanks::~MpiRanks() {
  if (!is_started_by_mpirun()) return;
  if (rank_ != 0 && !is_dismissed_) send(leave, "");
  if (rank_ == 0) {
    for (const int rank : idle_ranks_) send_answer(rank, -1);
    dismissed_ += static_cast<int>(idle_ranks_.size());
    while (dismissed_ < size_ - 1) receive(nullptr, "");
  }
  PMPI_Finalize();
}

void MpiRanks::serve(UnitQueue& queue, const std::string& sweep) {
  if (size_ == 1) return;
  for (int is_waiting = 1; is_waiting != 0;) {
    PMPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &is_waiting, MPI_STATUS_IGNORE);
    if (is_waiting != 0) receive(&queue, sweep);
  }
  // What was given back goes to those who wait.
  while (!idle_ranks_.empty()) {
    const auto unit = queue.next();
    if (!unit) return;
    unit_of_[idle_ranks_.back()] = *unit;
    send_answer(idle_ranks_.back(), *unit);
    idle_ranks_.pop_back();
  }
}

// One message; without a queue its sender is dismissed.
void MpiRanks::receive(UnitQueue* queue, const std::string& sweep) {
  MPI_Status status;
  int size = 0;
  PMPI_Probe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
  PMPI_Get_count(&status, MPI_BYTE, &size);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  const int rank = status.MPI_SOURCE;
  PMPI_Recv(bytes.data(), size, MPI_BYTE, rank, status.MPI_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  if (status.MPI_TAG == leave) {
    ++dismissed_;
    if (queue != nullptr && unit_of_[rank] >= 0) queue->give_back(unit_of_[rank]);
    return;
  }
  if (queue == nullptr) {
    ++dismissed_;
    return send_answer(rank, -1);
  }
  ByteReader in(bytes);
  if (in.get<std::size_t>() != std::hash<std::string>()(sweep)) {
    queue->stop(std::make_exception_ptr(InputError({}, "rank " + std::to_string(rank) + " has read another study")));
  }
  const int finished = in.get<int>();
  if (finished >= 0) queue->finish(finished, in.get_text());
  unit_of_[rank] = -1;
  idle_ranks_.push_back(rank);
}

void MpiRanks::work(const std::string& sweep, const std::function<std::string(int)>& compute) {
  int unit = -1;
  std::string outcome;
  while (true) {
    send(ask, request(sweep, unit, outcome));
    PMPI_Recv(&unit, 1, MPI_INT, 0, answer, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    is_dismissed_ = unit < 0;
    if (is_dismissed_) return;
    outcome = compute(unit);
  }
}

#else

MpiRanks::MpiRanks() {
  if (is_started_by_mpirun()) {
    throw InputError({},
                     "this etslink was built without MPI: install libopenmpi-dev and build it again, or use --shard");
  }
}
MpiRanks::~MpiRanks() = default;
void MpiRanks::serve(UnitQueue&, const std::string&) {}
void MpiRanks::work(const std::string&, const std::function<std::string(int)>&) {}

#endif

}  // namespace etslink
