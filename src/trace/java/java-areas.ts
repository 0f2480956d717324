/** The areas of memory that a JVM bounds apart from its heap (openjdk/jdk:src/hotspot/share/runtime/globals.hpp, java.base/java/nio/Bits.java). */
import { BINARY, KI } from '../../kube/quantity.ts';
import type { LogReading } from '../../logs/reading.ts';
import type { Setting } from '../settings/settings.ts';
import { toldToJava } from './java-options.ts';

export interface JavaArea {
  /** What is full, in words. */
  area: string;
  option: string;
  /** Where the option is not given, as large as this. */
  otherwise: string;
  /** An option of a library that has a bound of its own for it, before the JVM's. */
  ofLibrary?: string;
}

const AREAS: readonly (JavaArea & { said: RegExp })[] = [
  {
    said: /direct buffer memory/i,
    area: 'direct buffers (outside of its heap)',
    option: '-XX:MaxDirectMemorySize',
    otherwise: 'as large as the heap',
  },
  // Netty keeps count by itself, up to the JVM's bound (netty/netty:common/src/main/java/io/netty/util/internal/PlatformDependent.java).
  {
    said: /byte\(s\) of direct memory/,
    area: 'direct buffers (outside of its heap)',
    option: '-XX:MaxDirectMemorySize',
    otherwise: 'as large as the heap',
    ofLibrary: '-Dio.netty.maxDirectMemory',
  },
  {
    said: /^Compressed class space/,
    area: 'compressed class space (a part of its metaspace)',
    option: '-XX:CompressedClassSpaceSize',
    otherwise: '1 GiB, or less with -XX:MaxMetaspaceSize',
  },
  { said: /^Metaspace/, area: 'metaspace (its classes)', option: '-XX:MaxMetaspaceSize', otherwise: 'unbounded' },
];

/** `what` is the text behind OutOfMemoryError. */
export function areaOf(what: string | undefined): JavaArea | undefined {
  return AREAS.find(({ said }) => what !== undefined && said.test(what));
}

/** Is one of these areas given a size? */
export const isAreaBounded = (settings: readonly Setting[], log: LogReading): boolean =>
  toldToJava(settings, log).some(({ word }) => AREAS.some(({ option }) => word.startsWith(`${option}=`)));

/** The bytes that it names itself: Cannot reserve 4194304 bytes of direct buffer memory (allocated: 29368320, limit: 33554432), Netty's max. */
export const limitSaid = (words: string): number | undefined => {
  const said = /, (?:limit|max): (\d{1,15})\)/.exec(words)?.[1];
  return said === undefined ? undefined : Number(said);
};

/** The bytes of a heap that the JVM could not even reserve (openjdk/jdk:src/hotspot/share/memory/universe.cpp), before it had one. */
export function heapUnreserved(what: string | undefined): number | undefined {
  const kibibytes = /^Could not reserve enough space for (\d{1,18})KB object heap/.exec(what ?? '')?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * KI;
}

/** 32m, 1g, 65536 as bytes. */
export function javaSize(text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d{1,15})([kKmMgGtT]?)$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits) * (BINARY[unit.toLowerCase()] as number);
}
