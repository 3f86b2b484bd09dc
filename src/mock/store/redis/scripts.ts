/** The prefix of every key, so that a server can be shared with other applications. */
const prefix = "graph-education-sync";

/** Keys for all tenants. The braces keep them in one slot of a cluster. */
export const sharedKey = `{${prefix}}:shared`;
export const tenantsKey = `{${prefix}}:tenants`;
/** The format version, which every version of this package reads before anything else. */
export const formatKey = `{${prefix}}:format`;

/**
 * The single key of all data of a tenant, so that it expires, is evicted and migrates between slots as a whole: with
 * several keys, a migrating slot only serves scripts whose keys all exist.
 */
export const tenantKey = (tenant: string): string => `{${prefix}:${tenant}}`;

/** A key in some slot, to check that its server accepts writes. */
export const probeKey = (number: number, name = "probe"): string => `{${prefix}:probe ${number}}:${name}`;

/*
 * Fields of a tenant:
 *   latest               the latest number used; without it, the tenant is not open
 *   profile <id>         version, position, bucket, whether it is being deleted, and the record, separated by spaces
 *   buckets              ,<bucket>,<bucket>, in order of creation; each is named after its first position
 *   bucket <bucket>      alternating positions and ids, as JSON
 *   deleting             ,<bucket>, the buckets with profiles that are being deleted
 *   deleting <bucket>    their ids, as JSON
 *   count                number of profiles
 *   files <position>     names of the files, as JSON
 *   version <position>   version of the files
 *   file <position> <name>
 *   scenario, drawn      settings
 */
const common = `
local key, ttl = KEYS[1], tonumber(ARGV[1])
local function get(field) return redis.call('HGET', key, field) end
local function set(...) redis.call('HSET', key, ...) end
local function remove(...) redis.call('HDEL', key, ...) end
local function list(field) return cjson.decode(get(field) or '[]') end
local function changed() if ttl > 0 then redis.call('EXPIRE', key, ttl) end end

-- Numbers are never reused, not even after a failover that lost writes.
local function number()
  local time = redis.call('TIME')
  local text = string.format('%.0f', math.max(time[1] * 1000000 + time[2], get('latest') + 1))
  set('latest', text)
  return text
end

local function append(field, bucket)
  set(field, (get(field) or ',') .. bucket .. ',')
end
local function withdraw(field, bucket)
  local rest = string.gsub(get(field) or ',', ',' .. bucket .. ',', ',', 1)
  if rest == ',' then remove(field) else set(field, rest) end
end

local function note(id, bucket, isDeleting)
  local field, rest = 'deleting ' .. bucket, {}
  local before = list(field)
  for _, other in ipairs(before) do
    if other ~= id then table.insert(rest, other) end
  end
  if isDeleting == '1' then table.insert(rest, id) end
  if #rest > 0 then set(field, cjson.encode(rest)) else remove(field) end
  if #before == 0 and #rest > 0 then append('deleting', bucket) end
  if #before > 0 and #rest == 0 then withdraw('deleting', bucket) end
end

local function insert(id, record, isDeleting)
  local position = number()
  local bucket = string.match(get('buckets') or '', '(%d+),$')
  local entries = bucket and list('bucket ' .. bucket) or {}
  if not bucket or #entries >= 200 then
    bucket, entries = position, {}
    append('buckets', bucket)
  end
  table.insert(entries, position)
  table.insert(entries, id)
  set('bucket ' .. bucket, cjson.encode(entries))
  set('profile ' .. id, table.concat({ position, position, bucket, isDeleting, record }, ' '))
  redis.call('HINCRBY', key, 'count', 1)
  if isDeleting == '1' then note(id, bucket, isDeleting) end
end

local function parts(stored)
  return string.match(stored, '^(%d+) (%d+) (%d+) (%d) ')
end

-- ARGV from here on: the number of drawn ids, then each profile's id, record, and whether it is being deleted.
local function start(first)
  if tonumber(ARGV[first]) > 0 then set('drawn', ARGV[first]) else remove('drawn') end
  for index = first + 1, #ARGV, 3 do insert(ARGV[index], ARGV[index + 1], ARGV[index + 2]) end
  changed()
end
`;

const open = `${common}
if not get('latest') then return 'closed' end
`;

/** Compare-and-set on the server. KEYS: the tenant. ARGV: its time to live, and each script's own arguments. */
export const scripts = {
  openTenant: `${common}
    if get('latest') then
      if ttl > 0 then changed() else redis.call('PERSIST', key) end
      return 0
    end
    set('latest', '0')
    start(2)
    return 1`,

  insertProfile: `${open}
    local id, record, isDeleting, limit = ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5])
    if get('profile ' .. id) then return 'taken' end
    if limit >= 0 and tonumber(get('count') or '0') >= limit then return 'full' end
    insert(id, record, isDeleting)
    changed()
    return 'inserted'`,

  replaceProfile: `${open}
    local id, record, isDeleting, version = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
    local stored = get('profile ' .. id)
    if not stored then return 0 end
    local found, position, bucket, wasDeleting = parts(stored)
    if found ~= version then return 0 end
    set('profile ' .. id, table.concat({ number(), position, bucket, isDeleting, record }, ' '))
    if isDeleting ~= wasDeleting then note(id, bucket, isDeleting) end
    changed()
    return 1`,

  removeProfile: `${open}
    local id, version = ARGV[2], ARGV[3]
    local stored = get('profile ' .. id)
    if not stored then return 0 end
    local found, position, bucket, isDeleting = parts(stored)
    if found ~= version then return 0 end
    local rest, entries = {}, list('bucket ' .. bucket)
    for index = 1, #entries, 2 do
      if entries[index] ~= position then
        table.insert(rest, entries[index])
        table.insert(rest, entries[index + 1])
      end
    end
    if #rest > 0 then set('bucket ' .. bucket, cjson.encode(rest)) else
      remove('bucket ' .. bucket)
      withdraw('buckets', bucket)
    end
    if isDeleting == '1' then note(id, bucket, '0') end
    for _, name in ipairs(list('files ' .. position)) do remove('file ' .. position .. ' ' .. name) end
    remove('profile ' .. id, 'files ' .. position, 'version ' .. position)
    redis.call('HINCRBY', key, 'count', -1)
    changed()
    return 1`,

  listProfiles: `${open}
    local after, limit, buckets, first, found = tonumber(ARGV[2]), tonumber(ARGV[3]), {}, 1, {}
    for bucket in string.gmatch(get('buckets') or '', '%d+') do
      table.insert(buckets, bucket)
      if tonumber(bucket) <= after then first = #buckets end
    end
    for number = first, #buckets do
      local entries = list('bucket ' .. buckets[number])
      for index = 1, #entries, 2 do
        local stored = tonumber(entries[index]) > after and get('profile ' .. entries[index + 1])
        if stored then table.insert(found, stored) end
        if #found == limit then return found end
      end
    end
    return found`,

  countProfiles: `${open}
    local found, limit = { tonumber(get('count') or '0') }, tonumber(ARGV[2])
    for bucket in string.gmatch(get('deleting') or '', '%d+') do
      for _, id in ipairs(list('deleting ' .. bucket)) do
        if limit >= 0 and #found > limit then return found end
        local stored = get('profile ' .. id)
        if stored then table.insert(found, stored) end
      end
    end
    return found`,

  clearTenant: `${open}
    local kept = { latest = true, scenario = true }
    for _, field in ipairs(redis.call('HKEYS', key)) do
      -- A migrating slot can't recreate a key that was removed.
      if not kept[field] then remove(field) end
    end
    start(2)
    return 1`,

  putFile: `${open}
    local id, name, text, isNew, limit = ARGV[2], ARGV[3], ARGV[4], ARGV[5], tonumber(ARGV[6])
    local stored = get('profile ' .. id)
    if not stored then return 'noProfile' end
    local _, position = parts(stored)
    local names = {}
    for _, other in ipairs(list('files ' .. position)) do
      if other ~= name then table.insert(names, other) elseif isNew == '1' then return 'exists' end
    end
    if #names >= limit then remove('file ' .. position .. ' ' .. table.remove(names, 1)) end
    table.insert(names, name)
    set('files ' .. position, cjson.encode(names), 'file ' .. position .. ' ' .. name, text)
    set('version ' .. position, number())
    changed()
    return 'stored'`,

  fileVersion: `${open}
    local stored = get('profile ' .. ARGV[2])
    if not stored then return false end
    local _, position = parts(stored)
    return get('version ' .. position)`,

  listFiles: `${open}
    local stored = get('profile ' .. ARGV[2])
    if not stored then return {} end
    local _, position = parts(stored)
    local names = list('files ' .. position)
    if ARGV[3] ~= '1' then return names end
    local texts = {}
    for _, name in ipairs(names) do
      local text = get('file ' .. position .. ' ' .. name)
      if text then table.insert(texts, text) end
    end
    return texts`,

  // ARGV: whether a text is expected, the expected text, whether to set a new text, the new text.
  replaceSetting: `${common}
    local field, found = ARGV[2], get(ARGV[2])
    if ARGV[3] == '1' then
      if found ~= ARGV[4] then return 0 end
    elseif found then
      return 0
    end
    if ARGV[5] == '1' then set(field, ARGV[6]) else remove(field) end
    changed()
    return 1`,

  // Runs every command that the other scripts use, and returns the failures as alternating commands and messages.
  probeStore: `
    local key, failed = KEYS[1], {}
    local function try(...)
      local result = redis.pcall(...)
      if type(result) == 'table' and result.err then
        table.insert(failed, (...))
        table.insert(failed, result.err)
      end
    end
    try('TIME')
    try('HSET', key, 'probe', '1')
    try('HGET', key, 'probe')
    try('HKEYS', key)
    try('HINCRBY', key, 'count', 1)
    try('PERSIST', key)
    try('EXPIRE', key, 60)
    try('HDEL', key, 'probe', 'count')
    return failed`,
} as const;
