/** Every key, so that one server can be used for other things, too. In braces, so that a cluster keeps them together. */
export const prefix = "{graph-education-sync}:";
export const tenantsKey = `${prefix}tenants`;

/** The keys of a tenant, in the order in which the scripts take them. The last two are of all tenants. */
export const keysOf = (tenant: string): string[] => [
  ...["tenant", "profiles", "order", "files", "deleting"].map((kind) => `${prefix}${kind}:${tenant}`),
  `${prefix}latest`,
  tenantsKey,
];

const common = `
local marker, profiles, order, files, deleting, latest, tenants = unpack(KEYS)
local ttl = tonumber(ARGV[1])
local function changed()
  redis.call('SET', marker, '1')
  if ttl > 0 then
    for index = 1, 5 do redis.call('EXPIRE', KEYS[index], ttl) end
  end
end
local function note(id, isDeleting)
  if isDeleting == '1' then redis.call('SADD', deleting, id) else redis.call('SREM', deleting, id) end
end
-- No name of a file has a slash.
local function versionOf(position)
  return position .. '//version'
end
local function parts(stored)
  return string.match(stored, '^(%d+) (%d+) ')
end
`;

/** Compare-and-set on the server. A profile is stored as its version, its position and its record, after blanks. */
export const scripts = {
  openTenant: `${common}
    local isNew = redis.call('SETNX', marker, '1')
    redis.call('SADD', tenants, ARGV[2])
    if isNew == 1 then changed() end
    return isNew`,

  insertProfile: `${common}
    local id, record, isDeleting, limit = ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5])
    if redis.call('HEXISTS', profiles, id) == 1 then return 'taken' end
    if limit >= 0 and redis.call('HLEN', profiles) >= limit then return 'full' end
    local number = redis.call('INCR', latest)
    redis.call('HSET', profiles, id, string.format('%d %d ', number, number) .. record)
    redis.call('ZADD', order, number, id)
    note(id, isDeleting)
    changed()
    return 'inserted'`,

  replaceProfile: `${common}
    local id, record, isDeleting, version = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
    local stored = redis.call('HGET', profiles, id)
    if not stored then return 0 end
    local found, position = parts(stored)
    if found ~= version then return 0 end
    redis.call('HSET', profiles, id, string.format('%d %s ', redis.call('INCR', latest), position) .. record)
    note(id, isDeleting)
    changed()
    return 1`,

  removeProfile: `${common}
    local id, version = ARGV[2], ARGV[3]
    local stored = redis.call('HGET', profiles, id)
    if not stored then return 0 end
    local found, position = parts(stored)
    if found ~= version then return 0 end
    redis.call('HDEL', profiles, id)
    redis.call('ZREM', order, id)
    note(id, '0')
    local names = redis.call('HGET', files, position)
    if names then
      for _, name in ipairs(cjson.decode(names)) do redis.call('HDEL', files, position .. '/' .. name) end
      redis.call('HDEL', files, position, versionOf(position))
    end
    changed()
    return 1`,

  listProfiles: `${common}
    local after, limit = ARGV[2], ARGV[3]
    local ids = redis.call('ZRANGEBYSCORE', order, '(' .. after, '+inf', 'LIMIT', 0, limit)
    if #ids == 0 then return {} end
    return redis.call('HMGET', profiles, unpack(ids))`,

  countProfiles: `${common}
    local ids = redis.call('SMEMBERS', deleting)
    local found = { redis.call('HLEN', profiles) }
    for _, id in ipairs(ids) do table.insert(found, redis.call('HGET', profiles, id)) end
    return found`,

  clearTenant: `${common}
    redis.call('DEL', profiles, order, files, deleting)
    changed()
    return 1`,

  dropTenant: `${common}
    redis.call('DEL', marker, profiles, order, files, deleting)
    redis.call('SREM', tenants, ARGV[2])
    return 1`,

  putFile: `${common}
    local id, name, text, isNew, most = ARGV[2], ARGV[3], ARGV[4], ARGV[5], tonumber(ARGV[6])
    local stored = redis.call('HGET', profiles, id)
    if not stored then return 'noProfile' end
    local _, position = parts(stored)
    local names = {}
    for _, other in ipairs(cjson.decode(redis.call('HGET', files, position) or '[]')) do
      if other ~= name then table.insert(names, other) elseif isNew == '1' then return 'exists' end
    end
    if #names >= most then redis.call('HDEL', files, position .. '/' .. table.remove(names, 1)) end
    table.insert(names, name)
    local version = redis.call('INCR', latest)
    redis.call('HSET', files, position, cjson.encode(names), position .. '/' .. name, text, versionOf(position), version)
    changed()
    return 'stored'`,

  fileVersion: `${common}
    local stored = redis.call('HGET', profiles, ARGV[2])
    if not stored then return false end
    local _, position = parts(stored)
    return redis.call('HGET', files, versionOf(position))`,

  listFiles: `${common}
    local id, withTexts = ARGV[2], ARGV[3]
    local stored = redis.call('HGET', profiles, id)
    if not stored then return {} end
    local _, position = parts(stored)
    local names = cjson.decode(redis.call('HGET', files, position) or '[]')
    if withTexts ~= '1' then return names end
    local texts = {}
    for index, name in ipairs(names) do texts[index] = redis.call('HGET', files, position .. '/' .. name) end
    return texts`,
} as const;

/** KEYS: the setting. ARGV: whether there is to be one before, its text, whether there is to be one then, its text. */
export const replaceSetting = `
  local found = redis.call('GET', KEYS[1])
  if ARGV[1] == '1' then
    if found ~= ARGV[2] then return 0 end
  elseif found then
    return 0
  end
  if ARGV[3] ~= '1' then redis.call('DEL', KEYS[1])
  elseif tonumber(ARGV[5]) > 0 then redis.call('SET', KEYS[1], ARGV[4], 'EX', ARGV[5])
  else redis.call('SET', KEYS[1], ARGV[4]) end
  return 1`;
