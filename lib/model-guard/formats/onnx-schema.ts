/** How the value of a field is written: `ints`, `f32s` and `f64s` may be packed. Text and bytes are the same here. */
export type OnnxValue = 'int' | 'ints' | 'f32' | 'f32s' | 'f64s' | 'text';

/** A message of ONNX. */
export type OnnxMessage = Exclude<keyof typeof MESSAGES, OnnxValue>;

/** Every message of a model: what each field number holds. Source: onnx/onnx, onnx-ml.proto, IR version 13. */
const MESSAGES = {
  model: `1:int 2:text 3:text 4:text 5:int 6:text 7:graph 8:opset 14:entry 20:training 25:function 26:device`,
  opset: '1:text 2:int',
  graph: `1:node 2:text 5:tensor 10:text 11:value 12:value 13:value 14:annotation 15:sparseTensor 16:entry`,
  node: `1:text 2:text 3:text 4:text 5:attribute 6:text 7:text 8:text 9:entry 10:nodeDevice`,
  attribute: `1:text 2:f32 3:int 4:text 5:tensor 6:graph 7:f32s 8:ints 9:text 10:tensor 11:graph 13:text 14:type 15:type
    20:int 21:text 22:sparseTensor 23:sparseTensor`,
  tensor: `1:ints 2:int 3:segment 4:f32s 5:ints 6:text 7:ints 8:text 9:text 10:f64s 11:ints 12:text 13:entry 14:int
    16:entry`,
  segment: '1:int 2:int',
  entry: '1:text 2:text',
  sparseTensor: '1:tensor 2:tensor 3:ints',
  type: '1:tensorType 4:sequence 5:map 6:text 7:opaque 8:tensorType 9:sequence',
  tensorType: '1:int 2:shape',
  shape: '1:dimension',
  dimension: '1:int 2:text 3:text',
  sequence: '1:type',
  map: '1:int 2:type',
  opaque: '1:text 2:text',
  nodeDevice: '1:text 2:sharding 3:int',
  sharding: '1:text 2:ints 3:intList 4:shardedDimension',
  intList: '1:int 2:ints',
  shardedDimension: '1:int 2:simpleDimension',
  simpleDimension: '1:int 2:text 3:int',
  value: '1:text 2:type 3:text 4:entry',
  annotation: '1:text 2:entry',
  training: '1:graph 2:graph 3:entry 4:entry',
  function: `1:text 4:text 5:text 6:text 7:node 8:text 9:opset 10:text 11:attribute 12:value 13:text 14:entry`,
  device: '1:text 2:int 3:text',
} as const;

type Fields = ReadonlyMap<number, OnnxMessage | OnnxValue>;

/** What each field number of a message holds. */
export const ONNX_SCHEMA: Readonly<Record<OnnxMessage, Fields>> = Object.fromEntries(
  Object.entries(MESSAGES).map(([message, fields]) => [message, parseFields(fields)]),
) as Record<OnnxMessage, Fields>;

export function isMessage(type: OnnxMessage | OnnxValue): type is OnnxMessage {
  return type in MESSAGES;
}

function parseFields(fields: string): Fields {
  const pairs = fields.split(/\s+/).map((field) => field.split(':'));
  return new Map(pairs.map(([number, type]) => [Number(number), type as OnnxMessage | OnnxValue]));
}
