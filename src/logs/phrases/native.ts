/** C and C++: the C library's own words, the loader of glibc and of musl, the processor. */
import type { Phrase } from '../phrase.ts';

export const native: readonly Phrase[] = [
  {
    name: 'nvml', kind: 'gpu-refused', pattern: /(?<detail>(?:Failed to initialize|Failed to start|failed to initialize) (?:NVML|nvml)(?: with error)?: {1,2}(?:could not load NVML library|ERROR_LIBRARY_NOT_FOUND|Driver Not Loaded|ERROR_DRIVER_NOT_LOADED|Driver\/library version mismatch)|Incompatible (?:platform|strategy) detected)/,
    sample: '2021/08/27 23:03:50 Failed to initialize NVML: could not load NVML library.', source: 'NVIDIA/k8s-device-plugin:main.go',
    nearMiss: 'NVML is initialized',
  },
  {
    name: 'nvidia-driver-old', kind: 'gpu-refused', pattern: /(?<detail>(?<!UserWarning: CUDA initialization: )The NVIDIA driver on your system is too old)(?: \(found version (?<found>\d{1,6})\))?|(?<detail2>CUDA driver version is insufficient for CUDA runtime version)/,
    sample: 'RuntimeError: The NVIDIA driver on your system is too old (found version 12040). Please update your GPU driver by downloading and installing a new version', source: 'pytorch/pytorch:c10/cuda/CUDAFunctions.cpp',
    nearMiss: 'The NVIDIA driver on your system is new enough',
  },
  {
    name: 'no-gpu', kind: 'gpu-refused', 
    // TensorFlow goes on without one after "failed call to cuInit", and PyTorch after a warning.
    pattern: /(?<detail>(?<!UserWarning: CUDA initialization: )Found no NVIDIA driver on your system|No (?:CUDA|HIP) GPUs are available|Failed to infer device type|(?<!cuInit: [^\n]{0,100})(?:no CUDA-capable device is detected|CUDA_ERROR_NO_DEVICE)|Torch not compiled with CUDA enabled|CUDA error: (?:invalid device ordinal|no kernel image is available for execution on the device)|Attempting to deserialize object on a CUDA device but torch\.cuda\.is_available\(\) is False)/,
    sample: 'RuntimeError: No CUDA GPUs are available', source: 'pytorch/pytorch:torch/cuda/__init__.py',
    nearMiss: 'failed call to cuInit: INTERNAL: CUDA error: Failed call to cuInit: CUDA_ERROR_NO_DEVICE: no CUDA-capable device is detected',
  },
  {
    name: 'jax-no-gpu', kind: 'gpu-refused', pattern: /RuntimeError: Unable to initialize backend '\w{2,10}': FAILED_PRECONDITION: (?<detail>No visible GPU devices)/,
    sample: "RuntimeError: Unable to initialize backend 'cuda': FAILED_PRECONDITION: No visible GPU devices.", source: 'jax-ml/jax:jax/_src/xla_bridge.py',
    nearMiss: "INFO - Unable to initialize backend 'cuda': FAILED_PRECONDITION: No visible GPU devices.",
  },
  {
    name: 'gpu-memory-blocks', kind: 'gpu-memory', pattern: /\bNo available memory for the cache blocks\b/,
    sample: 'ValueError: No available memory for the cache blocks. Try increasing `gpu_memory_utilization` when initializing the engine.', source: 'vllm-project/vllm:vllm/v1/core/kv_cache_utils.py',
    nearMiss: 'Available KV cache memory: 3.2 GiB',
  },
  {
    name: 'gpu-memory-tensorflow', kind: 'gpu-memory', pattern: /ResourceExhaustedError: .{0,80}?OOM when allocating tensor with shape\[[\d,]{0,80}\] and type \w{1,20} on \S{0,80}device:GPU:\d/,
    sample: 'tensorflow.python.framework.errors_impl.ResourceExhaustedError: OOM when allocating tensor with shape[32,1024,64,64] and type float on /job:localhost/replica:0/task:0/device:GPU:0 by allocator GPU_0_bfc [Op:Conv2D]', source: 'tensorflow/tensorflow:tensorflow/core/framework/op_kernel.cc',
    nearMiss: 'OOM when allocating tensor with shape[209715200,30] and type double on /job:localhost/replica:0/task:0/device:CPU:0 by allocator cpu',
  },
  {
    name: 'gpu-memory-torch', kind: 'gpu-memory', pattern: /\b(?:CUDA|HIP|XPU) out of memory\. Tried to allocate (?<wanted>\d[\d.]{0,12} (?:[KMGT]i?B|bytes))(?:\. GPU \d{1,3} has a total capacity of (?<total>\d[\d.]{0,12} [KMGT]i?B) of which (?<free>\d[\d.]{0,12} (?:[KMGT]i?B|bytes)) is free| \(GPU \d{1,3}; (?<total2>\d[\d.]{0,12} [KMGT]i?B) total capacity; \d[\d.]{0,12} (?:[KMGT]i?B|bytes) already allocated; (?<free2>\d[\d.]{0,12} (?:[KMGT]i?B|bytes)) free)?/,
    sample: 'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 96.00 MiB. GPU 0 has a total capacity of 7.79 GiB of which 30.12 MiB is free. Including non-PyTorch memory, this process has 7.71 GiB memory in use.', source: 'pytorch/pytorch:c10/cuda/CUDACachingAllocator.cpp',
    nearMiss: 'the CUDA caching allocator is out of use',
  },
  {
    name: 'gpu-memory-vllm', kind: 'gpu-memory', pattern: /\bFree memory on device (?:\w{1,10}:\d{1,3} )?\((?<free>\d[\d.]{0,12})\/(?<total>\d[\d.]{0,12} GiB)\) on startup is less than desired GPU memory utilization \([\d.]{1,8}, (?<wanted>\d[\d.]{0,12} GiB)\)/,
    sample: 'ValueError: Free memory on device cuda:0 (4.1/15.77 GiB) on startup is less than desired GPU memory utilization (0.9, 14.2 GiB). Decrease GPU memory utilization or reduce GPU memory used by other processes.', source: 'vllm-project/vllm:vllm/v1/worker/gpu_worker.py',
    nearMiss: 'Free memory on device cuda:0 is 15.2 GiB',
  },
  {
    name: 'gpu-memory', kind: 'gpu-memory', pattern: /(?:allocating (?<wanted>\d[\d.]{0,12} MiB) on device \d{1,3}: )?cudaMalloc failed: out of memory|\bCUBLAS_STATUS_ALLOC_FAILED when calling `?cublasCreate\b|\bCUDA error: out of memory\b|\bCUDA_ERROR_OUT_OF_MEMORY\b/,
    sample: 'ggml_backend_cuda_buffer_type_alloc_buffer: allocating 4096.00 MiB on device 0: cudaMalloc failed: out of memory', source: 'ggml-org/llama.cpp:ggml/src/ggml-cuda/ggml-cuda.cu',
    nearMiss: 'RuntimeError: CUDA error: CUBLAS_STATUS_EXECUTION_FAILED when calling `cublasSgemm`',
  },
  {
    name: 'heap-damaged', kind: 'abort', pattern: /^(?<detail>(?:free\(\): |munmap_chunk\(\): |realloc\(\): |malloc\(\): |malloc_consolidate\(\): |corrupted |double free or corruption)[^\n]{0,80})/,
    sample: 'free(): invalid pointer', source: 'case:app-abort',
    nearMiss: 'malloc: 3 invalid requests were dropped from the queue',
  },
  {
    name: 'stack-smashing', kind: 'abort', pattern: /^\*\*\* (?<detail>stack smashing detected|buffer overflow detected) \*\*\*: terminated/,
    sample: '*** stack smashing detected ***: terminated', source: 'run:gcc 12.2.0',
    nearMiss: '*** stack smashing is tested ***',
  },
  {
    name: 'assertion', kind: 'abort', pattern: /^(?<detail>[^\n]{1,200}: Assertion [`'].{1,300}['`] failed\.)/,
    sample: "lab: lab.c:14: main: Assertion `n==99' failed.", source: 'run:gcc 12.2.0',
    nearMiss: 'AssertionError: no config',
  },
  {
    name: 'cpp-terminate', kind: 'exception', fields: { runtime: 'c++' },
    pattern: /^(?:libc\+\+abi: )?terminat(?:e called after throwing an instance of '(?<type>[^']{1,200})'|ing (?:with|due to) uncaught exception of type (?<type2>[^:\n]{1,200}))(?:(?:\n {2}what\(\): {2}|: )(?<message>[^\n]{1,300}))?/m,
    sample: "terminate called after throwing an instance of 'std::runtime_error'\n  what():  cannot open config file /etc/app.conf", source: 'run:gcc 12.2.0',
    nearMiss: 'terminate called by the user',
  },
  {
    name: 'cpp-terminate-bare', kind: 'abort', pattern: /^(?<detail>terminate called (?:without an active exception|recursively)|pure virtual method called)/,
    sample: 'pure virtual method called', source: 'run:gcc 12.2.0',
    nearMiss: "terminate called after throwing an instance of 'int'",
  },
  {
    name: 'cpp-bad-alloc', kind: 'heap-exhausted', fields: { runtime: 'native' }, pattern: /(?<what>std::bad_alloc)/,
    sample: "terminate called after throwing an instance of 'std::bad_alloc'", source: 'run:gcc 12.2.0',
    nearMiss: "terminate called after throwing an instance of 'std::length_error'",
  },
  {
    // Bash pads the number of the process to five places (jobs.c, pretty_print_job), and in a container it has one or two.
    name: 'aborted', kind: 'abort', pattern: /^(?:[\w./-]{1,100}: (?:line )?\d{1,7}: {1,6}\d{1,7} )?(?<detail>Aborted)(?: {2,60}\S[^\n]{0,200}| \(core dumped\)[^\n]{0,200})?$/,
    sample: 'Aborted', source: 'case:app-abort',
    nearMiss: 'Aborted by the user at step 3',
  },
  {
    name: 'segmentation-fault', kind: 'segfault', pattern: /^(?:[\w./-]{1,100}: (?:line )?\d{1,7}: {1,6}\d{1,7} )?(?<detail>Segmentation fault)(?: {2,60}\S[^\n]{0,200}| \(core dumped\)[^\n]{0,200})?$/,
    sample: 'bash: line 1:  2379 Segmentation fault      sh -c "kill -SEGV $$"', source: 'run:bash 5.2.15',
    nearMiss: 'Segmentation of the customers is at fault',
  },
  {
    name: 'python-fatal', kind: 'segfault', pattern: /^Fatal Python error: (?<detail>Segmentation fault|Bus error|Aborted|Floating point exception|Illegal instruction)/,
    sample: 'Fatal Python error: Segmentation fault', source: 'run:python 3.11.7',
    nearMiss: 'Fatal Python error: init_fs_encoding: failed to get the Python codec of the filesystem encoding',
  },
  {
    name: 'jvm-sigsegv', kind: 'segfault', pattern: /^# {1,3}(?<detail>(?:SIGSEGV|SIGBUS|SIGILL|SIGFPE) \(0x[0-9a-f]{1,4}\) at pc=0x[0-9a-f]{1,16})/,
    sample: '#  SIGSEGV (0xb) at pc=0x00007f0c3c0f5d3e, pid=1, tid=8', source: 'openjdk/jdk:src/hotspot/share/utilities/vmError.cpp',
    nearMiss: '# A fatal error has been detected by the Java Runtime Environment:',
  },
  {
    name: 'ruby-bug', kind: 'segfault', pattern: /\[BUG\] (?<detail>Segmentation fault at 0x[0-9a-f]{1,16}|Bus Error|Illegal instruction)/,
    sample: '-e:1: [BUG] Segmentation fault at 0x000000000000459d', source: 'run:ruby 3.1.2',
    nearMiss: '[BUG] a ticket was made',
  },
  {
    name: 'bus-error', kind: 'segfault', pattern: /^(?:[\w./-]{1,100}: (?:line )?\d{1,7}: {1,6}\d{1,7} )?(?<detail>Bus error|Floating point exception)(?: {2,60}\S[^\n]{0,200}| \(core dumped\)[^\n]{0,200})?$/,
    sample: 'Bus error', source: 'run:dash 0.5.12',
    nearMiss: 'Bus error: the message was not delivered to the bus',
  },
  {
    name: 'shm-worker', kind: 'shm-exhausted', pattern: /(?<detail>DataLoader worker \(pid(?:\(s\))? \d{1,7}\) is killed by signal: Bus error|unable to write to file <\/torch_[\w.-]{1,80}>(?:: No space left on device| at |$)|could not resize shared memory segment [^\n]{1,120}: No space left on device|\/dev\/shm[^\n]{0,80}No space left on device)/,
    sample: 'ERROR:  could not resize shared memory segment "/PostgreSQL.1234567890" to 16777216 bytes: No space left on device', source: 'postgres/postgres:src/backend/storage/ipc/dsm_impl.c',
    nearMiss: 'RuntimeError: unable to open shared memory object </torch_710863_755204907_419> in read-write mode: Too many open files (24)',
  },
  {
    name: 'illegal-instruction', kind: 'illegal-instruction', pattern: /(?<detail>^(?:[\w./-]{1,100}: (?:line )?\d{1,7}: {1,6}\d{1,7} )?Illegal instruction(?: {2,60}\S[^\n]{0,200}| \(core dumped\)[^\n]{0,200})?$|CPU does not support x86-64-v\d|This program can only be run on (?:AMD64 )?processors with v\d microarchitecture support|MongoDB 5\.0\+ requires a CPU with AVX support|CPU ISA level is lower than required|CPU lacks \w{2,12} support)/,
    sample: 'Illegal instruction', source: 'run:dash 0.5.12',
    nearMiss: 'SIGILL is handled',
  },
  {
    // The image is for another architecture, and an emulator runs it.
    name: 'emulated', kind: 'illegal-instruction', pattern: /(?<detail>qemu: uncaught target signal 4 \(Illegal instruction\))/,
    sample: 'qemu: uncaught target signal 4 (Illegal instruction) - core dumped', source: 'qemu/qemu:linux-user/signal.c',
    nearMiss: 'qemu: uncaught target signal 11 (Segmentation fault) - core dumped',
  },
  {
    name: 'cpu-level', kind: 'illegal-instruction', pattern: /(?<detail>Fatal glibc error: CPU does not support x86-64-v\d)/,
    sample: 'Fatal glibc error: CPU does not support x86-64-v2', source: 'bminor/glibc:sysdeps/x86/isa-level.c',
    nearMiss: 'Fatal glibc error: cannot get entropy for arc4random',
  },
  {
    // What programs find out before they use such an instruction.
    name: 'cpu-checked', kind: 'illegal-instruction', pattern: /(?<detail>NumPy was built with baseline optimizations(?:: \([\w ]{1,200}\) but your machine doesn't support: \([\w ]{1,200}\))?|The current machine does not support all of the following CPU features that are required by the image: \[[\w, ]{1,400}\]|Instruction check fail\. The CPU does not support \w{1,20} instruction set|The current CPU is missing one or more of the (?:baseline|following) instruction sets)/,
    sample: "RuntimeError: NumPy was built with baseline optimizations: \n(X86_V2) but your machine doesn't support:\n(X86_V2).", source: 'numpy/numpy:numpy/_core/src/common/npy_cpu_features.c',
    nearMiss: "RuntimeWarning: NumPy was built without baseline optimizations",
  },
  // ---- loaders ----
  {
    name: 'glibc-library', kind: 'library-missing', pattern: /error while loading shared libraries: (?<library>[^\s:]{1,200}): (?<detail>cannot open shared object file: [^\n]{1,80}|file too short|wrong ELF class[^\n]{0,60}|invalid ELF header|failed to map segment[^\n]{0,80})/,
    sample: './usefoo: error while loading shared libraries: libfoo.so.1: cannot open shared object file: No such file or directory', source: 'run:glibc 2.36',
    nearMiss: "ERROR: ld.so: object '/no.so' from LD_PRELOAD cannot be preloaded (cannot open shared object file): ignored.",
  },
  {
    name: 'glibc-version', kind: 'library-missing', pattern: /(?<library>[^\s:]{1,200}): (?<detail>version [`'](?:[A-Z][A-Z_]{1,20}[\d.]{1,12})['`] not found \(required by [^)]{1,300}\))/,
    sample: "./app: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by ./app)", source: 'bminor/glibc:elf/dl-version.c',
    nearMiss: 'version 2.34 not found in the registry',
  },
  {
    name: 'glibc-symbol', kind: 'library-missing', pattern: /symbol lookup error: (?<library>[^\s:]{1,200}): (?<detail>undefined symbol: \S{1,200})/,
    sample: './usefoo: symbol lookup error: ./usefoo: undefined symbol: foo', source: 'run:glibc 2.36',
    nearMiss: 'undefined symbol in the configuration: foo',
  },
  {
    name: 'dlopen-library', kind: 'library-missing', pattern: /(?<library>(?:\/[\w./+-]{1,200}\/)?lib[\w.+-]{1,100}\.so[\w.]{0,20}): (?<detail>cannot open shared object file: No such file or directory)/,
    sample: 'ImportError: libGL.so.1: cannot open shared object file: No such file or directory', source: 'opencv/opencv-python:README.md',
    nearMiss: 'libGL.so.1: loaded',
  },
  {
    name: 'musl-library', kind: 'library-missing', pattern: /(?:^|: )Error loading shared library (?<library>[^\s:]{1,200}): (?<detail>No such file or directory \(needed by [^)]{1,300}\))/,
    sample: 'Error loading shared library libfoo.so.1: No such file or directory (needed by ./musefoo)', source: 'run:musl 1.2.3',
    nearMiss: 'Error loading shared page: No such file or directory',
  },
  {
    name: 'musl-symbol', kind: 'library-missing', pattern: /^Error relocating (?<library>[^\s:]{1,200}): (?<detail>\S{1,200}: symbol not found)/,
    sample: 'Error relocating ./musefoo: foo: symbol not found', source: 'run:musl 1.2.3',
    nearMiss: 'Error relocating the office: symbol not found',
  },
];
